-- By how much did something change in each country, from what level to what level?
-- One row for each stated change whose two levels are stated as well.
select
    o.reference_area as country,
    o.figure,
    o.indicator,
    earlier.stated as from_level,
    later.stated as to_level,
    o.stated as stated_change,
    later.value - earlier.value as computed_change,
    r.verdict,
    r.holds_by
from relations as r
join relation_operands as c on c.relation_id = r.relation_id and c.role = 'change'
join observations as o on o.observation_id = c.observation_id
join relation_operands as f on f.relation_id = r.relation_id and f.role = 'from'
join observations as earlier on earlier.observation_id = f.observation_id
join relation_operands as t on t.relation_id = r.relation_id and t.role = 'to'
join observations as later on later.observation_id = t.observation_id
where r.kind = 'change' and regexp_full_match(o.reference_area, '[A-Z]{2}')
order by r.document_id, country, o."start";
