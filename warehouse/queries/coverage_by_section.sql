-- How much does each section state, and of how much of it is known where, when and of whom it speaks?
select
    document_id,
    section,
    count(*) as observations,
    count(reference_area) as with_area,
    count(time_period) as with_period,
    count(population) as with_population,
    count(figure) as with_figure,
    round(100.0 * count(time_period) / count(*), 1) as percent_with_period
from observations
group by document_id, section
order by document_id, min("start");
