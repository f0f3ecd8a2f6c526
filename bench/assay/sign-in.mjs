const PASSWORD = 'only for a throw-away database';
const ADMIN = { name: 'Bench Admin', email: 'admin@bench.invalid', password: PASSWORD };
const PERSON = { name: 'Load Tool', email: 'load@bench.invalid' };

/** What the server's own API takes to let one checker in; a database met before still has them. */
export async function signIn(url) {
  const { reply: setup } = await call(url, 'GET', '/api/setup');
  if (setup.needed) await invite(url);
  const { reply, cookie } = await call(url, 'POST', '/api/session', { email: PERSON.email, password: PASSWORD });
  return { cookie, userId: reply.user.id, teamId: reply.team.id };
}

async function invite(url) {
  const admin = await call(url, 'POST', '/api/setup', { teamName: 'Bench', ...ADMIN });
  const { reply } = await call(url, 'POST', '/api/invitations', { ...PERSON, role: 'checker' }, admin.cookie);
  const token = reply.link.split(/[/=]/).at(-1);
  await call(url, 'POST', '/api/invitations/acceptance', { token, password: PASSWORD });
}

async function call(url, method, path, body, cookie) {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', origin: url, ...(cookie ? { cookie } : {}) },
    body: body && JSON.stringify(body),
  });
  const reply = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${reply.code} ${reply.message}`);
  const cookies = response.headers.getSetCookie().map((one) => one.split(';')[0]);
  return { reply, cookie: cookies.join('; ') };
}
