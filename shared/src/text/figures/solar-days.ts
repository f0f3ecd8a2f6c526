/** Months of the solar year of Iran, which begins in March. */
export const SOLAR_MONTHS: readonly string[] = [
  'فروردین',
  'اردیبهشت',
  'خرداد',
  'تیر',
  'مرداد',
  'شهریور',
  'مهر',
  'آبان',
  'آذر',
  'دی',
  'بهمن',
  'اسفند',
];
const DAY_MS = 86_400_000;
const CALENDAR = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' });

/** “2023-10-02” of 10 Mehr 1402, by the calendar that the platform knows; null where there is no such day. */
export function gregorianDay(year: number, month: number, day: number): string | null {
  const passed = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
  const near = Date.UTC(year + 621, 2, 21) + (passed + day - 1) * DAY_MS;
  for (const off of [0, -1, 1, -2, 2]) {
    const at = new Date(near + off * DAY_MS);
    const parts = new Map(CALENDAR.formatToParts(at).map(({ type, value }) => [type, value]));
    if (Number.parseInt(parts.get('year') ?? '', 10) !== year || Number(parts.get('month')) !== month || Number(parts.get('day')) !== day)
      continue;
    return at.toISOString().slice(0, 10);
  }
  return null;
}
