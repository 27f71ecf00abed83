SELECT CASE WHEN date_start IS NULL THEN 'unknown' WHEN date_start < first_day - INTERVAL 31 DAY THEN 'before'
            WHEN date_start > last_day + INTERVAL 62 DAY THEN 'after' ELSE 'coarse' END AS reason,
       count(*)::INTEGER AS events
FROM told, span
WHERE NOT coalesce(date_precision IN ('day', 'week', 'month')
                   AND date_start BETWEEN first_day - INTERVAL 31 DAY AND last_day + INTERVAL 62 DAY, false)
GROUP BY ALL ORDER BY events DESC, reason
