-- Which statements contradict themselves, in which sentence, what was recomputed, and what would mend them?
select
    r.document_id,
    r.kind,
    r.exact as statement,
    coalesce(f.message, r.explanation) as what_is_wrong,
    r.stated_lower,
    r.stated_upper,
    r.computed_lower,
    r.computed_upper,
    f.repairs,
    f.status,
    any_value(coalesce(o.sentence, r.exact)) as quote
from relations as r
left join open_findings as f using (relation_id)
left join relation_operands as p using (relation_id)
left join observations as o on o.observation_id = p.observation_id
where r.verdict = 'inconsistent'
group by all
order by r.document_id, statement;
