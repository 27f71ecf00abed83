-- Events that the timeline leaves out; `from_day` and `to_day` are the days between which a list finds them.
WITH beside AS (
  SELECT CASE WHEN date_start IS NULL THEN 'unknown' WHEN date_start < opens THEN 'before' WHEN date_start > closes THEN 'after'
              ELSE 'coarse' END AS reason, opens, closes
  FROM told, span
  WHERE NOT coalesce(date_precision IN ('day', 'week', 'month') AND date_start BETWEEN opens AND closes, false))
SELECT reason, CASE reason WHEN 'after' THEN closes + 1 WHEN 'coarse' THEN opens END AS from_day,
       CASE reason WHEN 'before' THEN opens - 1 WHEN 'coarse' THEN closes END AS to_day, count(*)::INTEGER AS events
FROM beside GROUP BY ALL ORDER BY events DESC, reason
