import { html, type Markup } from './html.js';
import { document } from './page.js';

/** What a reader wrote, given back to them when it was not taken. */
export interface RequestDraft {
  readonly wrong: string;
  readonly evidence: string;
  readonly contact: string;
}

export const EMPTY_DRAFT: RequestDraft = { wrong: '', evidence: '', contact: '' };
export const LIMITS = { wrong: 4_000, evidence: 2_000, contact: 320 } as const;
/** Fewer characters than this say nothing that could be checked. */
export const WRONG_MIN = 20;

interface Claim {
  readonly slug: string;
  readonly wording: string;
  readonly teamName: string;
}

/** The form in which readers ask for a correction: plain HTML, no script. */
export function requestPage(claim: Claim, draft: RequestDraft, problem: string | null, style: string): string {
  return page(
    claim,
    style,
    html`<h1>Ask for a correction</h1>
<p>About: <a href="/v/${claim.slug}" dir="auto">${claim.wording}</a></p>
${problem === null ? null : html`<div class="notice" role="alert"><p>${problem}</p></div>`}
<form method="post" action="/v/${claim.slug}/request-correction">
<label for="wrong">What is wrong, and what would be right?</label>
<textarea id="wrong" name="wrong" required minlength="${WRONG_MIN}" maxlength="${LIMITS.wrong}" dir="auto">${draft.wrong}</textarea>
<label for="evidence">Where can we check it? <span class="meta">Addresses, documents, names. May stay empty.</span></label>
<textarea id="evidence" name="evidence" maxlength="${LIMITS.evidence}" dir="auto">${draft.evidence}</textarea>
<label for="contact">How can we reach you? <span class="meta">Seen by the team alone. May stay empty.</span></label>
<input id="contact" name="contact" maxlength="${LIMITS.contact}" autocomplete="email" value="${draft.contact}">
<div class="aside" aria-hidden="true"><label for="website">Leave this empty</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
<button type="submit">Send it to the team</button>
</form>
<p class="meta">Plain words only, no HTML. The team reads every request and accepts or declines it with a reason. What is corrected stands on top of the page.</p>`,
  );
}

export function thanksPage(claim: Claim, style: string): string {
  return page(
    claim,
    style,
    html`<h1>Thank you</h1><p>Your request has reached the team of ${claim.teamName}. If it leads to a correction, that will stand on top of the page.</p><p><a href="/v/${claim.slug}">Back to the fact check</a></p>`,
  );
}

function page(claim: Claim, style: string, body: Markup): string {
  return document(
    'Ask for a correction',
    style,
    html`<meta name="robots" content="noindex">`,
    html`<header><span>${claim.teamName}</span></header><main>${body}</main>`,
  );
}
