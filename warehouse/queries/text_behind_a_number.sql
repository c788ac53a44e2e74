-- What does the report say around a number, and where exactly does it stand?
-- `start` and `end` are offsets in code points into the file of that document in raw/. Change the number to look for.
select
    document_id,
    "start",
    "end",
    prefix || '[' || exact || ']' || suffix as in_context,
    sentence,
    section,
    indicator,
    indicator_from
from observations
where value = 150.8
order by document_id, "start";
