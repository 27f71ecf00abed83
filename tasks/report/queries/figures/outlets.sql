-- Each outlet: its articles and events, how finely these are dated and placed, and the longest run of days on which it is silent.
WITH gaps AS (
  SELECT outlet, day, day - lag(day) OVER (PARTITION BY outlet ORDER BY day) - 1 AS silent
  FROM (SELECT DISTINCT outlet, published_on AS day FROM light WHERE published_on IS NOT NULL)),
covered AS (
  SELECT outlet, count(*)::INTEGER AS days, coalesce(max(silent), 0)::INTEGER AS silent_days, arg_max(day, silent) AS again FROM gaps GROUP BY outlet)
SELECT l.outlet, count(DISTINCT l.article_id)::INTEGER AS articles,
       count(DISTINCT l.article_id) FILTER (l.duplicate_of IS NOT NULL)::INTEGER AS repeats,
       count(DISTINCT l.article_id) FILTER (l.published_on IS NULL)::INTEGER AS undated,
       count(DISTINCT l.article_id) FILTER (l.is_unsigned)::INTEGER AS unsigned,
       count(DISTINCT l.article_id) FILTER (t.event_id IS NULL)::INTEGER AS without_event,
       count(t.event_id)::INTEGER AS events, round(count(t.event_id) / count(DISTINCT l.article_id), 2) AS events_per_article,
       count(*) FILTER (e.date_precision = 'day')::INTEGER AS events_to_day,
       count(*) FILTER (e.place_precision IN ('point', 'city'))::INTEGER AS events_to_city,
       coalesce(any_value(c.days), 0) AS days, coalesce(any_value(c.silent_days), 0) AS silent_days,
       any_value(CASE WHEN c.silent_days > 0 THEN again - silent_days END) AS silent_from,
       any_value(CASE WHEN c.silent_days > 0 THEN again - 1 END) AS silent_to
FROM light l LEFT JOIN tellings t USING (article_id) LEFT JOIN told e ON e.event_id = t.event_id
LEFT JOIN covered c ON c.outlet IS NOT DISTINCT FROM l.outlet
GROUP BY l.outlet ORDER BY articles DESC, l.outlet LIMIT 100
