export function round(value, digits = 2) {
  return value == null || !Number.isFinite(value) ? null : Number(value.toFixed(digits));
}

/** The value below which that share of a sorted list lies; null of an empty one. */
export function percentile(sorted, share) {
  return sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function latencies(samples, prefix = '') {
  const sorted = Float64Array.from(samples).sort();
  return {
    [`${prefix}n`]: sorted.length,
    [`${prefix}p50`]: round(percentile(sorted, 0.5)),
    [`${prefix}p95`]: round(percentile(sorted, 0.95)),
    [`${prefix}p99`]: round(percentile(sorted, 0.99)),
    [`${prefix}max`]: round(sorted.at(-1)),
  };
}
