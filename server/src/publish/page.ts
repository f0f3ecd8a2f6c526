import type { AttributionStep } from '#shared/domain/appearance.js';
import { INFORMATION_CREDIBILITY_WORDS, SOURCE_RELIABILITY_WORDS, type Stance } from '#shared/domain/evidence.js';
import { claimReviewOf } from '#shared/domain/publication/claim-review.js';
import type { PublicationSnapshot, PublicDissent, PublicEvidence, PublicPerson } from '#shared/domain/publication/snapshot.js';
import { html, isWebAddress, jsonInScript, Markup, richText } from './html.js';
import type { StoredCorrection, StoredPublication } from './publication.store.js';

/** The public page of one published version: complete without script (PB2). */
export function publicPage(
  shown: StoredPublication,
  all: readonly StoredPublication[],
  corrections: readonly StoredCorrection[],
  origin: string,
  style: string,
): string {
  const { snapshot } = shown;
  const latest = all.at(-1) ?? shown;
  const url = `${origin}/v/${shown.slug}${shown === latest ? '' : `/${shown.version}`}`;
  const place = { url, publisher: shown.teamName, publisherUrl: origin, datePublished: shown.at.slice(0, 10) };
  const review = claimReviewOf(snapshot, place);
  const data = review.ok ? html`<script type="application/ld+json">${jsonInScript(review.value.review)}</script>` : null;
  return document(
    snapshot.claim.wording,
    style,
    html`<link rel="canonical" href="${url}">${data}`,
    html`<header><span>${shown.teamName}</span><span>Fact check ${snapshot.claim.number}, version ${shown.version}</span></header>
<main>
${shown === latest ? null : html`<div class="notice" role="note"><p>This is version ${shown.version}. <a href="/v/${shown.slug}">Read the current version</a>.</p></div>`}
${reductionNote(shown)}
${corrections.map(correction)}
<p class="label">The claim${snapshot.claim.claimant === null ? null : html`, as made by ${snapshot.claim.claimant}`}</p>
<h1 dir="auto">${snapshot.claim.wording}</h1>
<p class="rating">${snapshot.rating.label}</p>
<p>${snapshot.rating.meaning}</p>
<p class="meta">As of <time datetime="${snapshot.asOf}">${day(snapshot.asOf)}</time>. Published ${moment(shown.at)}.</p>
<section aria-label="Rationale">${richText(snapshot.rationale)}</section>
${dissentSection(snapshot)}
${evidenceSection(snapshot)}
${originsSection(snapshot)}
${decisionSection(shown)}
${checklistSection(snapshot)}
${versionsSection(shown, all)}
<p><a href="/v/${shown.slug}/request-correction">Ask for a correction</a> · <a href="/v/${shown.slug}/record.json">The record for machines</a></p>
</main>
<footer><p>Content hash of this version, as approved:<br><span class="hash">${snapshot.contentHash}</span></p>${hashNote(shown)}</footer>`,
  );
}

/** The page for an address at which nothing is published. */
export function missingPage(style: string): string {
  return document(
    'Nothing is published here',
    style,
    html`<meta name="robots" content="noindex">`,
    html`<main><h1>Nothing is published here</h1><p>The address may be mistyped, or what it names was never published.</p></main>`,
  );
}

export function document(title: string, style: string, head: Markup, body: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head}
<style>${new Markup(style)}</style>
</head>
<body>
${body}
</body>
</html>
`.text;
}

const CORRECTION_WORDS = { correction: 'Correction', clarification: 'Clarification', update: 'Update', retraction: 'Retracted' } as const;

function correction({ kind, notice, before, after, version, at }: StoredCorrection): Markup {
  return html`<div class="notice" role="note">
<p><strong>${CORRECTION_WORDS[kind]}, ${moment(at)}.</strong> <span dir="auto">${notice}</span></p>
<p class="meta">Version ${version} said: <span dir="auto">“${before}”</span>${after === '' ? null : html` It should say: <span dir="auto">“${after}”</span>`}</p>
</div>`;
}

/** Told where details were taken away after the publication: that it was done, and when (EV7). */
function reductionNote({ reductions }: StoredPublication): Markup | null {
  if (reductions.length === 0) return null;
  const days = [...new Map(reductions.map(({ since }) => [since.slice(0, 10), since])).values()].map(moment);
  const what = reductions.length === 1 ? 'Details of a source were' : `Details of ${reductions.length} sources were`;
  return html`<div class="notice" role="note"><p><strong>${what} reduced on ${days.map((one, index) => html`${index === 0 ? null : ', '}${one}`)}</strong>, to protect whoever they name. All else stands as it was published.</p></div>`;
}

/** What the hash still shows to somebody outside, and what it no longer does. */
function hashNote({ reductions }: StoredPublication): Markup | null {
  if (reductions.length === 0) return null;
  return html`<p>The hash is of the content before details were reduced, so it cannot be computed again from this page. It still shows that a copy, or what the team opens to an outside body, is what was approved.</p>`;
}

const STANCES: readonly { readonly stance: Stance; readonly title: string; readonly sign: string; readonly word: string }[] = [
  { stance: 'supports', title: 'Evidence for the claim', sign: '+', word: 'Supports' },
  { stance: 'refutes', title: 'Evidence against the claim', sign: '−', word: 'Refutes' },
  { stance: 'context', title: 'Context', sign: '○', word: 'Context' },
];

function evidenceSection({ evidence }: PublicationSnapshot): Markup {
  return html`<section><h2>Evidence</h2>
${STANCES.map(({ stance, title, sign, word }) => {
  const items = evidence.filter((item) => item.stance === stance);
  if (items.length === 0) return null;
  return html`<h3>${title}</h3>${items.map((item) => evidenceItem(item, sign, word))}`;
})}</section>`;
}

function evidenceItem(item: PublicEvidence, sign: string, word: string): Markup {
  const title = item.source === '' ? (item.article?.title ?? 'Source not named') : item.source;
  const linked =
    item.url !== null && isWebAddress(item.url)
      ? html`<a href="${item.url}" rel="nofollow noopener noreferrer">${title}</a>`
      : html`${title}`;
  const article = item.article
    ? html`<p class="meta" dir="auto">In “${item.article.title}”${item.article.publishedOn === null ? null : html`, ${day(item.article.publishedOn)}`}</p>`
    : null;
  return html`<div class="item ${item.stance}" id="evidence-${item.id}">
<p><span class="stance"><span aria-hidden="true">${sign}</span> ${word}.</span> <span dir="auto">${linked}</span></p>
${article}
${item.excerpt === null ? null : html`<blockquote dir="auto">${item.excerpt}</blockquote>`}
${item.note === '' ? null : html`<p dir="auto">${item.note}</p>`}
${contactText(item)}
${item.interests ? html`<p>Interests: <span dir="auto">${item.interests}</span></p>` : null}
<p class="meta">${gradeSentence(item)} ${item.capture === null ? 'What was captured is kept, and not shown.' : html`Captured ${moment(item.capturedAt)}, <span class="hash">SHA-256 ${item.capture.sha256.slice(0, 16)}…</span>`}</p>
</div>`;
}

function contactText({ contact }: PublicEvidence): Markup | null {
  if (!contact) return null;
  if (contact.askedOn === null) return html`<p>Not asked: <span dir="auto">${contact.whyNot}</span></p>`;
  const reply = contact.reply === '' ? html`No answer so far.` : html`Answer: <span dir="auto">${contact.reply}</span>`;
  return html`<p>Asked on ${day(contact.askedOn)}: <span dir="auto">${contact.asked}</span></p><p>${reply}</p>`;
}

const OBLIGATION_WORDS = { met: 'met', missing: 'not met', excepted: 'not met, because' } as const;

function checklistSection({ checklist }: PublicationSnapshot): Markup {
  if (!checklist) return html``;
  return html`<section><h2>How we checked</h2><dl>
${checklist.map(({ label, state, detail }) => html`<dt>${label}</dt><dd>${OBLIGATION_WORDS[state]}: <span dir="auto">${detail}</span></dd>`)}
</dl></section>`;
}

/** The grade in plain words; the two axes stay apart. */
function gradeSentence(item: PublicEvidence): string {
  if (!item.grade) return 'Not graded.';
  const source = SOURCE_RELIABILITY_WORDS[item.grade.sourceReliability];
  const credibility = INFORMATION_CREDIBILITY_WORDS[item.grade.informationCredibility];
  const subject = item.grade.sourceReliability === 'F' ? 'Source' : 'Source:';
  const exception = item.exception
    ? ` Called confirmed with fewer than two independent origins${item.gradeReason === null ? '' : `, because: ${item.gradeReason}`}.`
    : '';
  return `${subject} ${source}. Information: ${credibility}.${exception}`;
}

function originsSection({ origins, appearances }: PublicationSnapshot): Markup {
  if (appearances.length === 0) return html``;
  const sentence = `${plural(origins.articles, 'article carries', 'articles carry')} this claim. ${plural(origins.independent, 'independent origin', 'independent origins')}${origins.roots.length === 0 ? '.' : `: ${origins.roots.join('; ')}.`}`;
  return html`<section class="origins"><h2>Where it comes from</h2>
${picture(origins.articles, origins.independent)}
<p>${sentence} Articles that quote, translate or rewrite one another count once.</p>
<table><thead><tr><th scope="col">Article</th><th scope="col">Does what with the claim</th><th scope="col">According to</th></tr></thead><tbody>
${appearances.map(
  (one) =>
    html`<tr><td dir="auto">${[one.source, one.title].filter((part) => part !== null).join(', ')}${one.publishedOn === null ? null : html`<br><span class="meta">${day(one.publishedOn)}</span>`}</td><td data-head="Does what with the claim">${one.attitude}</td><td data-head="According to" dir="auto">${chain(one.attribution)}</td></tr>`,
)}
</tbody></table></section>`;
}

function chain(steps: readonly AttributionStep[]): string {
  return steps.length === 0 ? 'itself' : steps.map((step) => (step.anonymous ? `${step.name} (unnamed)` : step.name)).join(' ← ');
}

const DOTS_MAX = 24;

/** "5 articles, 2 origins" as squares and circles; the sentence below says the same. */
function picture(articles: number, origins: number): Markup {
  const [squares, circles] = [Math.min(articles, DOTS_MAX), Math.min(origins, DOTS_MAX)];
  const arrow = squares * 16 + 6;
  const start = arrow + 34;
  const boxes = Array.from(
    { length: squares },
    (_, i) => html`<rect x="${i * 16 + 1}" y="4" width="11" height="14" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  );
  const dots = Array.from({ length: circles }, (_, i) => html`<circle cx="${start + i * 20 + 7}" cy="11" r="6.5" fill="currentColor"/>`);
  return html`<svg role="img" aria-label="${plural(articles, 'article', 'articles')}, ${plural(origins, 'origin', 'origins')}" width="${start + circles * 20}" height="22" viewBox="0 0 ${start + circles * 20} 22">${boxes}<path d="M${arrow} 11h22m-6-5 6 5-6 5" fill="none" stroke="currentColor" stroke-width="1.5"/>${dots}</svg>`;
}

/** Dissent stands in the same type as the verdict, in full, before the evidence (DS4). */
function dissentSection({ dissents, evidence }: PublicationSnapshot): Markup {
  if (dissents.length === 0) return html``;
  return html`<section><h2>Dissent</h2>${dissents.map((dissent) => dissentItem(dissent, evidence))}</section>`;
}

function dissentItem(dissent: PublicDissent, evidence: readonly PublicEvidence[]): Markup {
  const author = personWords(dissent.by);
  if (dissent.state === 'withdrawn') {
    return html`<p class="meta">A dissent by ${author} from proposal ${dissent.againstProposal}, filed ${moment(dissent.at)}, was withdrawn by its author: ${dissent.endReason}</p>`;
  }
  const cited = evidence.filter((item) => dissent.evidence.includes(item.id));
  return html`<article>
<p class="rating">${dissent.rating.label}</p>
${dissent.reason.split(/\n+/).map((paragraph) => html`<p dir="auto">${paragraph}</p>`)}
${cited.length === 0 ? null : html`<p>Relies on ${cited.map((item, index) => html`${index === 0 ? null : ', '}<a href="#evidence-${item.id}">${item.source || 'evidence below'}</a>`)}.</p>`}
<p class="signature">${author}, ${moment(dissent.at)}, on proposal ${dissent.againstProposal}</p>
${dissent.answers.map(({ by, at, answer }) => html`<div class="item"><p><strong>Answer.</strong> <span dir="auto">${answer}</span></p><p class="signature">${personWords(by)}, ${moment(at)}</p></div>`)}
${dissent.state === 'adopted' ? html`<p><strong>Adopted.</strong> ${dissent.endReason}</p>` : null}
</article>`;
}

function decisionSection({ snapshot }: StoredPublication): Markup {
  const { decided } = snapshot;
  const contributors = [...new Set(decided.contributors.map(personWords))].join(', ');
  return html`<section><h2>How we decided</h2>
<dl>
<dt>Proposed by</dt><dd>${personWords(decided.proposedBy)}, ${moment(decided.proposedAt)}</dd>
${(decided.approvals ?? [{ by: decided.approvedBy, at: decided.approvedAt, reason: decided.approvalReason }]).map(
  ({ by, at, reason }) => html`<dt>Approved by</dt><dd>${personWords(by)}, ${moment(at)}, who contributed nothing to it</dd>
${reason.trim() === '' ? null : html`<dt>On approving</dt><dd dir="auto">${reason}</dd>`}`,
)}
<dt>Worked on by</dt><dd>${contributors}</dd>
<dt>Opinions</dt><dd>${plural(decided.opinions, 'person gave an opinion', 'people gave an opinion')} on the rating</dd>
<dt>Scale</dt><dd>${snapshot.scale.name}, version ${snapshot.scale.version}</dd>
</dl></section>`;
}

function versionsSection(shown: StoredPublication, all: readonly StoredPublication[]): Markup {
  return html`<section><h2>Versions</h2><ul>
${all
  .toReversed()
  .map(
    (one) =>
      html`<li>${one === shown ? html`<strong>Version ${one.version}</strong>` : html`<a href="/v/${one.slug}/${one.version}">Version ${one.version}</a>`}: ${one.snapshot.rating.label}, as of ${day(one.snapshot.asOf)}</li>`,
  )}
</ul></section>`;
}

const ROLE_WORDS = { checker: 'a checker', lead: 'a lead', auditor: 'an auditor', admin: 'an admin' } as const;

function personWords(person: PublicPerson): string {
  return person.name ?? ROLE_WORDS[person.role];
}

function plural(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

const DAY_FORMAT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

function day(iso: string): string {
  return DAY_FORMAT.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`));
}

function moment(iso: string): Markup {
  return html`<time datetime="${iso}">${day(iso)}</time>`;
}
