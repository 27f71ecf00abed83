SELECT label, count(*)::INTEGER AS mentions, count(*) FILTER (starts_with(entity_id, 'Q'))::INTEGER AS linked,
       count(DISTINCT entity_id)::INTEGER AS entities
FROM entities GROUP BY ALL ORDER BY mentions DESC, label
