-- Events whose day is known and near the days of publication; the others are counted in timeline_rest.
SELECT date_trunc(unit, date_start)::DATE AS period, event_type AS type, quad_class AS quad, count(*)::INTEGER AS events,
       count(*) FILTER (realis = 'actual')::INTEGER AS actual
FROM told, span
WHERE date_precision IN ('day', 'week', 'month') AND date_start BETWEEN opens AND closes
GROUP BY ALL ORDER BY period, quad, type
