// What the pictures of docs/screens show: who looks, and how they get there. Only the demo's own words are in them.

const MAIN_CLAIM = 1;
const WAITING_CLAIM = 2;
const CLAIM_IN_WORK = 3;

async function claimPath(person, number) {
  const { body } = await person.api('GET', '/api/claims');
  return `/claims/${body.claims.find((claim) => claim.number === number).id}`;
}

async function openClaim(person, number) {
  await person.go('/claims');
  await person.go(await claimPath(person, number));
  await person
    .field('Rationale')
    .or(person.page.getByRole('region', { name: 'Rationale' }))
    .first()
    .waitFor();
  await person.page.getByRole('region', { name: 'Decision' }).waitFor();
}

async function openArticle(person, title) {
  await person.go('/articles');
  await person.page.getByRole('link', { name: title }).first().click();
  await person.page.getByRole('region', { name: 'The article' }).waitFor();
}

async function publicPath(person) {
  const path = await claimPath(person, MAIN_CLAIM);
  const { body } = await person.api('GET', `/api${path}`);
  return new URL(body.publications.at(-1).url, person.page.url()).pathname;
}

/** Brings a part of the page to the top of the picture, under the bar. */
async function toTop(locator) {
  await locator.waitFor();
  // What stands above it is loaded too, or it would move away again.
  await locator
    .page()
    .waitForLoadState('networkidle', { timeout: 5_000 })
    .catch(() => undefined);
  await locator.page().waitForTimeout(300);
  await locator.evaluate((element) => {
    window.scrollTo({ top: element.getBoundingClientRect().top + window.scrollY - 64, behavior: 'instant' });
  });
}

const close = (person) => () => person.page.keyboard.press('Escape');

const showClaim = (number, region) => async (person) => {
  await openClaim(person, number);
  if (region !== undefined) await toTop(person.page.getByRole('region', { name: region, exact: true }).first());
};

const showDialog = (number, button, fill) => async (person) => {
  await openClaim(person, number);
  await person.button(button).first().click();
  await person.page.getByRole('dialog').first().waitFor();
  if (fill !== undefined) await fill(person);
  return close(person);
};

const showArticle = async (person, { size, other }) => {
  const title = 'Newspaper: Iranian officers approved the attack';
  await openArticle(person, new RegExp(title));
  if (size === '390') return undefined;
  const bo = await other('bo');
  await openArticle(bo, new RegExp(title));
  await bo.select('helped to plan Saturday’s attack on Israel');
  await person.page
    .locator('.name-flag')
    .first()
    .waitFor({ timeout: 5_000 })
    .catch(() => undefined);
  return () => bo.go('/claims');
};

const showPublic =
  (heading) =>
  async (person, { other }) => {
    const lead = await other('leila');
    await person.go(await publicPath(lead));
    if (heading !== undefined) await toTop(person.page.getByRole('heading', { name: heading }).first());
  };

export const SCREENS = [
  { name: 'sign-in', who: 'nobody', show: (person) => person.go('/') },
  {
    name: 'desk',
    who: 'leila',
    show: async (person) => {
      await person.go('/claims');
      await person.page.getByRole('list', { name: 'Claims' }).waitFor();
    },
  },
  {
    name: 'desk-waiting',
    who: 'leila',
    show: async (person) => {
      await person.go('/');
      await person.page.getByRole('list', { name: 'Claims' }).waitFor();
    },
  },
  {
    name: 'articles',
    who: 'amal',
    show: async (person) => {
      await person.go('/articles');
      await person.page.getByRole('link').nth(4).waitFor();
    },
  },
  { name: 'article', who: 'amal', show: showArticle },
  { name: 'article-dark', who: 'amal', dark: true, sizes: ['1440'], show: showArticle },
  { name: 'claim', who: 'leila', show: showClaim(WAITING_CLAIM) },
  { name: 'claim-dark', who: 'leila', dark: true, show: showClaim(MAIN_CLAIM) },
  { name: 'claim-checker', who: 'amal', show: showClaim(CLAIM_IN_WORK) },
  { name: 'evidence', who: 'amal', show: showClaim(MAIN_CLAIM, 'Evidence') },
  { name: 'evidence-protected', who: 'amal', show: showClaim(CLAIM_IN_WORK, 'Evidence') },
  { name: 'decision', who: 'leila', show: showClaim(MAIN_CLAIM, 'Proposal') },
  { name: 'attach', who: 'amal', show: showDialog(CLAIM_IN_WORK, 'Attach…') },
  { name: 'propose', who: 'amal', show: showDialog(WAITING_CLAIM, 'Propose…') },
  { name: 'dissent', who: 'amal', show: showDialog(WAITING_CLAIM, 'Dissent…') },
  { name: 'approve', who: 'leila', show: showDialog(WAITING_CLAIM, 'Approve what you see…') },
  { name: 'origins', who: 'amal', show: showClaim(MAIN_CLAIM, 'Origins') },
  {
    name: 'history',
    who: 'ines',
    show: async (person) => {
      await person.go('/claims');
      await person.go(`${await claimPath(person, MAIN_CLAIM)}/history`);
      await person.page
        .getByText(/Leila Novak approved/)
        .first()
        .waitFor();
    },
  },
  { name: 'names', who: 'amal', show: (person) => person.go('/names') },
  {
    name: 'members',
    who: 'tomas',
    show: async (person) => {
      await person.go('/members');
      await person.sees('Amal Barakat', person.page, 5_000);
    },
  },
  {
    name: 'policy',
    who: 'tomas',
    show: async (person) => {
      await person.go('/members');
      await person.page.getByLabel('Approvals needed').fill('2');
      await person.page.getByLabel('Pieces of evidence needed').fill('3');
      await person.sees(/It would block/, person.page, 5_000);
      await toTop(person.page.getByRole('heading', { name: /policy/i }).first());
    },
  },
  { name: 'public', who: 'reader', show: showPublic() },
  { name: 'public-dissent', who: 'reader', show: showPublic(/dissent/i) },
  {
    name: 'public-request',
    who: 'reader',
    show: async (person, { other }) => person.go(`${await publicPath(await other('leila'))}/request-correction`),
  },
];
