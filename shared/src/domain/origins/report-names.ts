import { dayInWords, MONTHS } from '../../lib/day-words.js';
import { sameOutlet } from '../../text/tracing/citations.js';
import { daysBetween } from '../../text/tracing/report-day.js';

/** A report that articles name: which outlet, and when, as far as the naming article tells. */
export interface NamedReport {
  readonly outlet: string;
  /** "2023-10-08" or "2023-10"; null where the article does not say. */
  readonly day: string | null;
  /** The date of the article that names it; null where the article has none. */
  readonly citedOn: string | null;
}

/** Articles write about a report for some weeks. What is named half a year apart are two reports of the same newspaper. */
const SAME_REPORT_DAYS = 24;

/**
 * One name for each report, so that two articles that name the same report lead to the same root: outlet and day. Names that
 * people gave already win. The order of the reports does not matter.
 */
export function namesOfReports(reports: readonly NamedReport[], given: readonly string[]): (report: NamedReport) => string {
  const clusters: { outlet: string; days: string[]; exact: string | null }[] = [];
  const placed = reports
    .map((report) => ({ outlet: report.outlet, day: report.day, at: report.day ?? report.citedOn }))
    .sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1));
  for (const { outlet, day, at } of placed) {
    if (at === null) continue;
    const cluster = clusters.find(
      (one) => sameOutlet(one.outlet, outlet) && one.days.some((other) => daysBetween(other, at) <= SAME_REPORT_DAYS),
    );
    if (cluster === undefined) clusters.push({ outlet, days: [at], exact: day });
    else {
      cluster.days.push(at);
      if (day !== null && (cluster.exact === null || (day.length > 7 && (cluster.exact.length === 7 || day < cluster.exact))))
        cluster.exact = day;
    }
  }
  return ({ outlet, day, citedOn }) => {
    const at = day ?? citedOn;
    const known = given.find((name) => sameOutlet(outletIn(name), outlet) && near(dayIn(name), at));
    if (known !== undefined) return known;
    if (at === null) return outlet;
    const cluster = clusters.find((one) => sameOutlet(one.outlet, outlet) && one.days.includes(at));
    return `${cluster?.outlet ?? outlet}, ${dayInWords(cluster?.exact ?? at.slice(0, 7))}`;
  };
}

function near(given: string | null, at: string | null): boolean {
  return given === null || at === null || daysBetween(given, at) <= SAME_REPORT_DAYS;
}

/** "Wall Street Journal" of "Wall Street Journal, 8 October 2023". */
export function outletIn(name: string): string {
  return name.replace(/,\s*(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}$/, '');
}

function dayIn(name: string): string | null {
  const found = new RegExp(`, (?:(\\d{1,2}) )?(${MONTHS.join('|')}) (\\d{4})$`).exec(name);
  if (!found) return null;
  const month = String(MONTHS.indexOf(found[2] ?? '') + 1).padStart(2, '0');
  return found[1] === undefined ? `${found[3]}-${month}` : `${found[3]}-${month}-${found[1].padStart(2, '0')}`;
}
