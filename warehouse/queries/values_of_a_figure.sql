-- Which values does the report give for a figure, as stated, and do they agree with what else is said of them?
-- Change the number for another figure.
select caption, indicator, reference_area, population, time_period, stated, value, lower, upper, unit, verdict, quote
from figure_values
where figure = '1-1-4-2'
order by document_id, "start";
