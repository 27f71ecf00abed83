SELECT coalesce(b.outlet, '') AS outlet, date_trunc(unit, l.published_on)::DATE AS period, count(*)::INTEGER AS articles,
       count(*) FILTER (l.duplicate_of IS NOT NULL)::INTEGER AS repeats
FROM light l, span, (SELECT outlet FROM light GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT 25) b
WHERE l.outlet IS NOT DISTINCT FROM b.outlet AND l.published_on IS NOT NULL
GROUP BY ALL ORDER BY outlet, period
