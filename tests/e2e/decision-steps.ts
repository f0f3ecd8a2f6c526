import { DEMO_PASSWORD, type Person } from './people.js';

/** The steps of a decision, each as a person takes it on the screen of a claim. */

/** Waits until the screen says that everything is saved; what was typed last it has to have drawn first. */
export async function saved(person: Person): Promise<void> {
  await person.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await person.page
    .getByRole('button', { name: /^saved/i })
    .or(person.page.getByText('saved', { exact: true }))
    .first()
    .waitFor({ timeout: 20_000 });
}

export async function choose(person: Person, dialog: string, option: string | RegExp): Promise<void> {
  await person.dialog(dialog).getByRole('radio', { name: option }).check();
}

export async function attachQuote(person: Person, words: string, source: string, stance: RegExp): Promise<void> {
  await person.button(/Attach/, person.page.getByRole('region', { name: 'Evidence' })).click();
  const dialog = person.dialog('Attach evidence');
  await dialog.getByRole('tab', { name: /quote/i }).click();
  await dialog.getByRole('textbox', { name: 'Quote' }).fill(words);
  await dialog.getByLabel('Source', { exact: true }).fill(source);
  await dialog.getByRole('radio', { name: stance }).check();
  await dialog.getByRole('button', { name: 'Attach', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Writes at the end of the rationale, and waits until it is saved. */
export async function write(person: Person, words: string): Promise<void> {
  await person.field('Rationale').click();
  await person.page.keyboard.press('Control+End');
  await person.page.keyboard.type(words);
  await saved(person);
}

export async function opine(person: Person, rating: RegExp, why = ''): Promise<void> {
  await person.button('Give yours…').click({ timeout: 20_000 });
  await choose(person, 'Your opinion', rating);
  await person.dialog('Your opinion').getByLabel('Why').fill(why);
  await person.dialog('Your opinion').getByRole('button', { name: 'Give it' }).click();
  await person.dialog('Your opinion').waitFor({ state: 'hidden' });
}

export async function propose(person: Person, rating: RegExp): Promise<void> {
  await person.button('Propose…').click();
  await choose(person, 'Propose a verdict', rating);
  await person.dialog('Propose a verdict').getByRole('button', { name: 'Propose exactly this' }).click();
  await person.dialog('Propose a verdict').waitFor({ state: 'hidden' });
}

/** Opens what is to be approved and fills everything in; the last press is the caller's. */
export async function beginApproval(person: Person, reason: string): Promise<void> {
  await person.button('Approve what you see…').click({ timeout: 20_000 });
  const dialog = person.dialog('Approve what you see');
  const why = dialog.getByLabel(/Why you approve all the same/);
  if ((await why.count()) > 0) await why.fill(reason);
  await dialog.locator('input[type=password]').fill(DEMO_PASSWORD);
}

export async function pressApprove(person: Person): Promise<void> {
  await person.dialog('Approve what you see').getByRole('button', { name: 'Approve exactly this' }).click();
}

export async function publish(person: Person): Promise<void> {
  await person.button('Publish…').click({ timeout: 20_000 });
  await person.dialog('Publish').getByRole('button', { name: 'Publish', exact: true }).click();
  await person.dialog('Publish').waitFor({ state: 'hidden' });
}

/** Gives the reason that a dialog asks for, and confirms. */
export async function giveReason(person: Person, dialog: string, label: string, words: string, confirm: string): Promise<void> {
  await person.dialog(dialog).getByLabel(label).fill(words);
  await person.dialog(dialog).getByRole('button', { name: confirm, exact: true }).click();
  await person.dialog(dialog).waitFor({ state: 'hidden' });
}
