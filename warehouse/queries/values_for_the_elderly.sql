-- What is said of people of 60 and older, and of the elderly by name?
-- An age counts by its lower bound: "age 60 to 69", "age 70 and older".
select document_id, figure, indicator, population, reference_area, time_period, stated, value, unit, sentence
from observations
where try_cast(regexp_extract(population, '^age (\d+)', 1) as integer) >= 60
   or regexp_matches(population, '(?i)\b(elderly|seniors?|older (people|persons|adults))\b')
order by document_id, "start";
