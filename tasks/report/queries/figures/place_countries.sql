SELECT place_country AS country, count(*)::INTEGER AS events, count(*) FILTER (place_precision = 'country')::INTEGER AS country_only
FROM told WHERE place_country IS NOT NULL GROUP BY ALL ORDER BY events DESC, country
