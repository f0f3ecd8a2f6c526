import { parentPort, workerData } from 'node:worker_threads';
import { proposeDerivations } from '#shared/domain/origins/proposals.js';
import { sideBySide } from '#shared/domain/origins/side-by-side.js';
import type { TracedArticle } from '#shared/domain/origins/traced-article.js';
import { must } from '#shared/lib/must.js';
import type { DerivationEvidenceData } from '#shared/protocol/origins/views.js';
import { ArticleIndex } from './article-index.js';
import { ClaimIndex } from './claim-index.js';
import { printedNames } from './name-index.js';
import { openConnection } from './trace-connection.store.js';
import type { AskedOf, TracingMessage, TracingReply } from './tracing-tasks.js';

/** An ask waits so long for an index that is behind, and then answers from what there is, with how far it came. */
const CATCH_UP_MS = 400;
/** In the background it goes on in steps, so that asks get their turn. */
const STEP_MS = 200;

const port = must(parentPort, 'a thread that somebody listens to');
const connection = openConnection(workerData as Parameters<typeof openConnection>[0]);
const articles = new ArticleIndex(connection, Date.now, (problem) => port.postMessage({ id: null, problem } satisfies TracingReply));
const claims = new ClaimIndex(connection, Date.now);
const catchingUp = new Set<string>();

port.on('message', (message: TracingMessage) => {
  answer(message).then(
    (answered) => port.postMessage({ id: message.id, answer: answered } satisfies TracingReply),
    (error: unknown) => port.postMessage({ id: message.id, problem: String(error) } satisfies TracingReply),
  );
});

async function answer({ task, ask }: TracingMessage): Promise<unknown> {
  switch (task) {
    case 'proposals': {
      const { teamId, claim, versionIds } = ask as AskedOf<'proposals'>;
      return proposeDerivations(claim, [...(await articles.texts(teamId, versionIds)).values()]);
    }
    case 'evidence':
      return evidence(ask as AskedOf<'evidence'>);
    case 'relatives': {
      const { teamId, articleId } = ask as AskedOf<'relatives'>;
      const found = await articles.relatives(teamId, articleId, CATCH_UP_MS);
      if (found?.progress) goOn(teamId);
      return found;
    }
    case 'matches': {
      const { teamId, text, not } = ask as AskedOf<'matches'>;
      const found = await claims.matches(teamId, text, not, CATCH_UP_MS);
      if (found.progress) goOn(teamId);
      return found;
    }
    case 'names':
      return printedNames(connection, (ask as AskedOf<'names'>).teamId);
    case 'changed': {
      const { teamId, type, id } = ask as AskedOf<'changed'>;
      if (type === 'claim') claims.changed(teamId, id);
      else {
        await articles.forget(teamId, id);
        goOn(teamId);
      }
      return null;
    }
  }
}

/** Brings both indexes of a team up to date behind everything that is asked. */
function goOn(teamId: string): void {
  if (catchingUp.has(teamId)) return;
  catchingUp.add(teamId);
  const step = async (): Promise<void> => {
    const behind = [await articles.catchUp(teamId, STEP_MS), await claims.catchUp(teamId, STEP_MS)];
    if (behind.some((one) => one !== null)) setImmediate(() => void run());
    else catchingUp.delete(teamId);
  };
  const run = (): Promise<void> => step().catch(() => void catchingUp.delete(teamId));
  void run();
}

async function evidence({ teamId, from, to, report }: AskedOf<'evidence'>): Promise<DerivationEvidenceData | null> {
  const texts = await articles.texts(teamId, [from.versionId, ...(to === null ? [] : [to.versionId])]);
  const [one, other] = [texts.get(from.versionId), to === null ? undefined : texts.get(to.versionId)];
  if (one === undefined || (to !== null && other === undefined)) return null;
  const shownTo = to === null || other === undefined ? null : { article: other, anchors: to.anchors };
  const sides = sideBySide({ article: one, anchors: from.anchors }, shownTo, report);
  return {
    from: side(one, sides.from),
    to: other === undefined || sides.to === null ? null : side(other, sides.to),
    sharedWords: sides.sharedWords,
  };
}

function side(
  { articleId, title, source, publishedOn }: TracedArticle,
  paragraphs: ReturnType<typeof sideBySide>['from'],
): DerivationEvidenceData['from'] {
  return { articleId, title, source, publishedOn, paragraphs: paragraphs.map(({ marks, ...rest }) => ({ ...rest, marks: [...marks] })) };
}
