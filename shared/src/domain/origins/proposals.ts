import { CodePoints } from '../../text/code-points.js';
import { rulesOf } from '../../text/languages/rules-of.js';
import { type Citation, citationsIn, isOutlet, outletName, sameOutlet } from '../../text/tracing/citations.js';
import type { DerivationKind } from '../appearance.js';
import type { Appearance, Derivation, DerivationRefusal, DerivationSource, DerivationTarget } from '../claim/claim.js';
import { standing } from '../claim/claim.js';
import { carries, circleThrough, foldReport, leadsTo, nodeOfAppearance, nodeOfReport } from '../judgement/origins.js';
import { likenessOf, PROPOSED_FROM, type Sign, sameWeeks, scoreOf } from './likeness.js';
import { namesOfReports, outletIn } from './report-names.js';
import type { TracedArticle } from './traced-article.js';
import { voiceOf } from './voice.js';

/** A derivation that a machine proposes to people. It counts for nothing until somebody confirms it (OR4). */
export interface DerivationProposal {
  readonly from: DerivationSource;
  readonly to: DerivationTarget;
  readonly kind: DerivationKind;
  /** How much speaks for it, from 0 to 1. No probability. */
  readonly score: number;
  /** Sentences, the strongest first. */
  readonly reasons: readonly string[];
}

export interface ClaimToTrace {
  readonly appearances: readonly Appearance[];
  readonly derivations: readonly Derivation[];
  readonly refusals: readonly DerivationRefusal[];
}

const PROPOSALS_MAX = 40;

interface Found {
  readonly from: DerivationSource;
  readonly to: DerivationTarget;
  readonly kind: DerivationKind;
  readonly signs: readonly Sign[];
  /** Lowers the score where something speaks against it. */
  readonly factor: number;
  /** The article names the other's outlet; otherwise only what the texts have in common speaks for it. */
  readonly names: boolean;
}

/** Proposals for one claim, best first: nothing that is stated or refused already, and nothing that would close a circle. */
export function proposeDerivations(claim: ClaimToTrace, articles: readonly TracedArticle[]): DerivationProposal[] {
  const sides = sidesOf(claim, articles);
  const found = [...textProposals(sides), ...citationProposals(claim, sides), ...originProposals(claim, sides)];
  const decided = new Set(
    [...standing(claim.derivations), ...standing(claim.refusals)].map((edge) => edgeKey(edge.from, edge.to, claim.appearances)),
  );
  const merged = new Map<string, Found>();
  for (const one of found) {
    const key = edgeKey(one.from, one.to, claim.appearances);
    const before = merged.get(key);
    merged.set(
      key,
      before === undefined
        ? one
        : {
            ...before,
            signs: distinct([...before.signs, ...one.signs]),
            factor: Math.max(before.factor, one.factor),
            names: before.names || one.names,
          },
    );
  }
  return nearestTranslations([...merged])
    .filter(([key]) => !decided.has(key))
    .map(([, { from, to, kind, signs, factor }]): DerivationProposal => {
      const reasons = [...new Set([...signs].sort((a, b) => b.weight - a.weight).map(({ reason }) => reason))];
      return { from, to, kind, score: Math.round(scoreOf(signs) * factor * 100) / 100, reasons };
    })
    .filter(({ from, to, score }) => score >= PROPOSED_FROM && addsSomething(claim, from, to))
    .sort((a, b) => b.score - a.score)
    .slice(0, PROPOSALS_MAX);
}

/**
 * A story that went through several languages is alike in all of them; an article has it from one. The one that it names is
 * meant, else the one that is most alike.
 */
function nearestTranslations(found: readonly (readonly [string, Found])[]): (readonly [string, Found])[] {
  const isTranslation = ([, { kind }]: readonly [string, Found]): boolean => kind === 'translates';
  return found.filter((one) => {
    const [, { from, to, names, signs }] = one;
    if (!isTranslation(one) || names) return true;
    const others = found.filter(
      (other) => other !== one && other[1].from === from && 'appearanceId' in other[1].to && 'appearanceId' in to,
    );
    return !others.some((other) => other[1].names || (isTranslation(other) && scoreOf(other[1].signs) > scoreOf(signs)));
  });
}

/** Words of the article that several rules point at speak once, for the one that says most. */
function distinct(signs: readonly Sign[]): Sign[] {
  const naming = ({ reason }: Sign): string | null => /^It names .*: (“.*”)\.$/.exec(reason)?.[1] ?? null;
  return signs.filter((sign) => {
    const words = naming(sign);
    return (
      words === null ||
      !signs.some(
        (other) =>
          naming(other) === words &&
          (other.weight > sign.weight || (other.weight === sign.weight && signs.indexOf(other) < signs.indexOf(sign))),
      )
    );
  });
}

/** Not what is known through others already, and nothing that would close a circle. */
function addsSomething({ appearances, derivations }: ClaimToTrace, from: DerivationSource, to: DerivationTarget): boolean {
  return !leadsTo(appearances, derivations, from, to) && circleThrough(appearances, derivations, from, to) === null;
}

/** One side of an article: the sentences that carry the claim, or those that speak against it. */
interface Side {
  readonly article: TracedArticle;
  readonly carries: boolean;
  readonly appearances: readonly Appearance[];
  /** Whom the derivation is stated for. */
  readonly first: Appearance;
}

function sidesOf(claim: ClaimToTrace, articles: readonly TracedArticle[]): Side[] {
  const byNode = new Map<string, Appearance[]>();
  for (const appearance of standing(claim.appearances)) {
    const node = nodeOfAppearance(appearance);
    byNode.set(node, [...(byNode.get(node) ?? []), appearance]);
  }
  return [...byNode.values()].flatMap((appearances) => {
    const [first] = appearances;
    const article = articles.find(({ articleId }) => articleId === first?.span.articleId);
    return first === undefined || article === undefined ? [] : [{ article, carries: carries(first.attitude), appearances, first }];
  });
}

/** What the texts have in common: only articles that carry the claim, since whole texts are compared. */
function textProposals(sides: readonly Side[]): Found[] {
  const carrying = sides.filter((side) => side.carries);
  return carrying.flatMap((side, index) =>
    carrying.slice(index + 1).flatMap((other): Found[] => {
      const likeness = likenessOf(side.article, other.article);
      if (likeness === null) return [];
      const [from, to] = likeness.from === side.article ? [side, other] : [other, side];
      const [reason = '', ...more] = likeness.reasons;
      const signs = [{ weight: likeness.score, reason }, ...more.map((one) => ({ weight: 0, reason: one }))];
      return [{ from: from.first.id, to: { appearanceId: to.first.id }, kind: likeness.kind, signs, factor: 1, names: likeness.names }];
    }),
  );
}

/** What the articles and the attribution chains say of outlets: an edge to the article where it is here, else to a named report. */
function citationProposals(claim: ClaimToTrace, sides: readonly Side[]): Found[] {
  const cited = sides.flatMap((side) => {
    const citations = citationsOf(side, sides);
    const chain = chainSteps(side, citations);
    const stated = standing(claim.derivations).some((edge) => side.appearances.some(({ id }) => id === edge.from));
    return side.carries ? [...chain, ...citedSteps(side, citations, stated || chainSays(side))] : chain;
  });
  const given = [
    ...new Set(
      [...claim.derivations, ...claim.refusals].flatMap(({ to, from }) => [
        ...('report' in to ? [to.report] : []),
        ...(typeof from === 'string' ? [] : [from.report]),
      ]),
    ),
  ];
  const nameOf = namesOfReports(
    cited.map(({ outlet, day, side }) => ({ outlet, day, citedOn: side.article.publishedOn })),
    given,
  );
  return cited.flatMap(({ side, outlet, day, through, speaks, sign }): Found[] => {
    if (speaks) return [{ from: side.first.id, to: { report: outlet }, kind: 'quotes', signs: [sign], factor: 1, names: true }];
    const report = (name: string, on: string | null): string => nameOf({ outlet: name, day: on, citedOn: side.article.publishedOn });
    const target = articleOf(outlet, side, sides);
    const to: DerivationTarget = target === null ? { report: report(outlet, day) } : { appearanceId: target.first.id };
    if (through === null) return [{ from: side.first.id, to, kind: 'cites', signs: [sign], factor: 1, names: true }];
    const middle = articleOf(through, side, sides);
    // An imported article speaks for itself; a report that is not here is told by whoever cites it.
    return middle !== null ? [] : [{ from: { report: report(through, null) }, to, kind: 'cites', signs: [sign], factor: 1, names: true }];
  });
}

interface Step {
  readonly side: Side;
  readonly outlet: string;
  readonly day: string | null;
  readonly through: string | null;
  /** A person or body whose own words they are, no outlet. */
  readonly speaks: boolean;
  readonly sign: Sign;
}

/** The attribution chains that people noted, outlet by outlet; for denials, whoever speaks. */
function chainSteps(side: Side, citations: readonly Placed[]): Step[] {
  const own = side.article.source === null ? null : outletName(side.article.source);
  return side.appearances.flatMap((appearance): Step[] => {
    const named = appearance.attribution.filter((step) => !step.anonymous && (own === null || !sameOutlet(outletIn(step.name), own)));
    if (!side.carries) {
      const [speaker] = named;
      const sign = { weight: 0.6, reason: `The attribution chain begins with ${speaker?.name ?? ''}.` };
      return speaker === undefined ? [] : [{ side, outlet: speaker.name, day: null, through: null, speaks: true, sign }];
    }
    const outlets = named.filter((step) => isOutlet(outletIn(step.name)));
    return outlets.map((step, index): Step => {
      const through = index === 0 ? null : (outlets[index - 1]?.name ?? null);
      const reason =
        through === null ? `The attribution chain names ${step.name}.` : `The attribution chain leads through ${through} to ${step.name}.`;
      return { side, outlet: step.name, day: dayOf(step.name, citations), through, speaks: false, sign: { weight: 0.8, reason } };
    });
  });
}

interface Placed {
  readonly citation: Citation;
  /** 0.75 in the sentence of the claim, 0.6 in its paragraph, 0.4 elsewhere. */
  readonly weight: number;
}

const IN_PARAGRAPH = 0.6;
const ELSEWHERE = 0.4;

/** Whether people noted whom the article has it from: an outlet, a person, or somebody unnamed. */
function chainSays({ article, appearances }: Side): boolean {
  const own = article.source === null ? null : outletName(article.source);
  return appearances.some(({ attribution }) => attribution.some(({ name }) => own === null || !sameOutlet(outletIn(name), own)));
}

/** What the text itself says: strongest in the sentence of the claim, weak elsewhere, and then only where nothing is nearer. */
function citedSteps(side: Side, citations: readonly Placed[], nearer: boolean): Step[] {
  const best = new Map<string, Placed>();
  for (const placed of citations) {
    const key = `${foldReport(placed.citation.outlet)} ${placed.citation.through ?? ''}`;
    if (placed.weight > (best.get(key)?.weight ?? 0)) best.set(key, placed);
  }
  const voice = voiceOf(
    side.article.text,
    side.appearances.map(({ span }) => span.anchor),
  );
  const near = [...best.values()].filter(({ weight }) => weight > (voice === 'named' ? IN_PARAGRAPH : ELSEWHERE));
  const all = near.length > 0 || nearer || voice !== 'unnamed' ? near : mostNamed(citations, best);
  const onlyThrough = new Set(all.filter(({ citation }) => citation.through !== null).map(({ citation }) => citation.outlet));
  return all
    .filter(({ citation }) => citation.through !== null || !onlyThrough.has(citation.outlet))
    .map(({ citation, weight }): Step => {
      const where =
        weight >= 0.7 ? 'in the sentence of the claim' : weight > ELSEWHERE ? 'in the same paragraph' : 'elsewhere in the article';
      const reason = `It names ${citation.outlet} ${where}: “${citation.phrase}”.`;
      const day = citation.day ?? dayOf(citation.outlet, citations);
      return { side, outlet: citation.outlet, day, through: citation.through, speaks: false, sign: { weight, reason } };
    });
}

/** The outlet that most of the article's citations name, where they do. */
function mostNamed(citations: readonly Placed[], best: ReadonlyMap<string, Placed>): Placed[] {
  const times = (placed: Placed): number => citations.filter(({ citation }) => citation.outlet === placed.citation.outlet).length;
  const [most] = [...best.values()].sort((a, b) => times(b) - times(a));
  return most === undefined || times(most) < 2 || times(most) * 2 <= citations.length ? [] : [most];
}

/** The day of the report that is named nearest to the claim. */
function dayOf(outlet: string, citations: readonly Placed[]): string | null {
  const same = citations.filter(({ citation }) => sameOutlet(citation.outlet, outletIn(outlet)) && citation.day !== null);
  return same.sort((a, b) => b.weight - a.weight)[0]?.citation.day ?? null;
}

function citationsOf(side: Side, sides: readonly Side[]): Placed[] {
  const { article } = side;
  const known = sides.flatMap((other) =>
    other.article.source === null || other.article === article ? [] : [outletName(other.article.source)],
  );
  const citations = citationsIn(article.text, article.source, article.publishedOn, [...new Set(known)]);
  const placed = citations.map((citation) => ({ citation, weight: nearness(side, citation) }));
  return nearestInParagraph(side, placed);
}

/** One outlet is meant: of the sentence of the claim, else the one that is named nearest to it in its paragraph. */
function nearestInParagraph(side: Side, placed: readonly Placed[]): Placed[] {
  if (placed.some(({ weight }) => weight > IN_PARAGRAPH)) {
    return placed.map((one) => (one.weight === IN_PARAGRAPH ? { ...one, weight: ELSEWHERE } : one));
  }
  const points = new CodePoints(side.article.text);
  const places = side.appearances.map(({ span }) => points.toUnits(span.anchor.start));
  const distance = ({ citation }: Placed): number =>
    places.reduce((least, place) => Math.min(least, Math.abs(place - citation.start)), Number.POSITIVE_INFINITY);
  const near = placed.filter(({ weight }) => weight === IN_PARAGRAPH).sort((a, b) => distance(a) - distance(b));
  return placed.map((one) =>
    one.weight === IN_PARAGRAPH && one.citation.outlet !== near[0]?.citation.outlet ? { ...one, weight: ELSEWHERE } : one,
  );
}

function nearness(side: Side, citation: Citation): number {
  const points = new CodePoints(side.article.text);
  let nearest = ELSEWHERE;
  for (const { span } of side.appearances) {
    const [start, end] = [points.toUnits(span.anchor.start), points.toUnits(span.anchor.end)];
    if (citation.sentence.start < end && start < citation.sentence.end) return 0.75;
    const between = side.article.text.slice(Math.min(end, citation.end), Math.max(start, citation.start));
    if (!between.includes('\n')) nearest = IN_PARAGRAPH;
  }
  return nearest;
}

/** Where nothing is named: "told the Courier" speaks for an own report, "media reports" for a source that nobody knows. */
function originProposals(claim: ClaimToTrace, sides: readonly Side[]): Found[] {
  return sides
    .filter((side) => side.carries)
    .flatMap((side): Found[] => {
      const { text, source } = side.article;
      const names = citationsIn(text, source, side.article.publishedOn);
      if (names.length > 0) return [];
      const rules = rulesOf(text);
      const own = source === null ? null : (outletName(source).split(' ').at(-1) ?? null);
      const told = own === null ? null : toldPattern(rules.told, own.replace(/[.*+?^${}()|[\]\\]/g, '')).exec(text);
      if (told) {
        const signs = [{ weight: 0.6, reason: `It names no other outlet, and says of itself: “${told[0]}”.` }];
        return [{ from: side.first.id, to: { origin: 'original' }, kind: 'original', signs, factor: 1, names: false }];
      }
      const vague = rules.vague.exec(text);
      if (!vague) return [];
      const signs = [{ weight: 0.45, reason: `It names nobody it has it from, but says “${vague[0]}”.` }];
      return [{ from: side.first.id, to: { origin: 'unknown' }, kind: 'unknown', signs, factor: 1, names: false }];
    })
    .filter(({ from }) => !standing(claim.derivations).some((edge) => edge.from === from));
}

/** "told the Courier", with what stands in the name before its last word. */
function toldPattern(told: string, own: string): RegExp {
  return new RegExp(`${told}(?:[\\p{Lu}][\\p{L}]+ )*[«"“„]?${own}(?![\\p{L}\\p{M}])`, 'u');
}

function articleOf(outlet: string, side: Side, sides: readonly Side[]): Side | null {
  return (
    sides.find(
      (other) =>
        other.carries &&
        other.article !== side.article &&
        other.article.source !== null &&
        sameOutlet(outletName(other.article.source), outletIn(outlet)) &&
        sameWeeks(other.article.publishedOn, side.article.publishedOn) &&
        (other.article.publishedOn === null || side.article.publishedOn === null || other.article.publishedOn <= side.article.publishedOn),
    ) ?? null
  );
}

/** Two edges are one when they join the same sides of articles or the same reports. */
function edgeKey(from: DerivationSource, to: DerivationTarget, appearances: readonly Appearance[]): string {
  const side = (id: string): string => {
    const appearance = appearances.find((one) => one.id === id);
    return appearance === undefined ? id : nodeOfAppearance(appearance);
  };
  const start = typeof from === 'string' ? side(from) : nodeOfReport(from.report);
  if ('origin' in to) return `${start} → ${to.origin}`;
  return `${start} → ${'report' in to ? nodeOfReport(to.report) : side(to.appearanceId)}`;
}
