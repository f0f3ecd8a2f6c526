export const MONTHS: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** “3 October 2023”, of a day (or a moment, whose day in UTC is meant) in ISO 8601; “October 2023” of a month. Alike wherever it is made. */
export function dayInWords(iso: string): string {
  const [year = '', month = '', day] = iso.slice(0, 10).split('-');
  const name = MONTHS[Number(month) - 1] ?? month;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}
