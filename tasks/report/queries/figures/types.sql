SELECT event_type AS type, quad_class AS quad, count(*)::INTEGER AS events,
       count(*) FILTER (realis = 'actual')::INTEGER AS actual, count(*) FILTER (realis = 'planned')::INTEGER AS planned,
       count(*) FILTER (realis = 'hypothetical')::INTEGER AS hypothetical, count(*) FILTER (realis = 'negated')::INTEGER AS negated,
       count(*) FILTER (hedged)::INTEGER AS hedged, count(*) FILTER (origin_count > 1)::INTEGER AS corroborated,
       round(avg(confidence), 3) AS mean_confidence
FROM told GROUP BY ALL ORDER BY quad, events DESC, type
