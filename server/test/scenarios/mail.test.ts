/** Letters: that each goes if and when its transaction commits, by which way, and who can read what a sandbox keeps. */

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { SMTPServerOptions } from 'smtp-server';
import { createSmtpTransport, type MailTransport } from '../../src/mail/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createIds } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { startTestApp, type TestApp } from '../harness/app.ts';
import { expectOk } from '../harness/client.ts';
import { type MailServer, startMailServer } from '../harness/mail-server.ts';
import { until } from '../harness/until.ts';
import { sendBytes } from '../harness/wire.ts';

const ids = createIds(systemClock, systemRandom);

/** A letter that some room sends. */
function send({ app }: TestApp, to: string, subject: string, text = 'Words.'): Promise<void> {
  return app.database.transaction((transaction) => app.mail.send(transaction, { to, subject, text }));
}

/** The jobs that are left. */
async function jobsOf({ sql }: TestApp): Promise<number> {
  const rows = await sql<{ count: number }[]>`select count(*)::int as count from job`;
  return rows[0]?.count ?? 0;
}

describe('the mail of a sandbox without a mail server', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp();
  });
  after(() => app.stop());

  const mail = (query = '', headers: Record<string, string> = {}) =>
    app.call('GET', `sandbox/mail${query}`, { headers });

  it('is kept for developers, newest first, and found by its recipient in any letter case', async () => {
    await send(app, 'ngozi@example.com', 'First', 'Your code is 111111.');
    await app.mailTo('ngozi@example.com', /First/);
    await send(app, 'Ngozi@example.com', 'Second', 'Your code is 222222.');
    await send(app, 'ade@example.com', 'Third');
    await Promise.all([app.mailTo('ngozi@example.com', /Second/), app.mailTo('ade@example.com')]);
    const { data, pagination } = expectOk(await mail('?to=NGOZI@example.com'));
    assert.deepEqual(
      data.map(({ to, subject, text }: Record<string, string>) => [to, subject, text]),
      [
        ['Ngozi@example.com', 'Second', 'Your code is 222222.'],
        ['ngozi@example.com', 'First', 'Your code is 111111.'],
      ],
    );
    assert.match(data[0].id, /^mail_/);
    assert.ok(Math.abs(Date.parse(data[0].sentAt) - Date.now()) < 60_000);
    assert.equal(pagination['totalCount'], 2);
    const page = expectOk(await mail('?limit=1'));
    assert.equal(page.pagination['totalCount'], 3);
    const next = expectOk(await mail(`?limit=1&cursor=${page.pagination['nextCursor']}`));
    assert.notEqual(next.data[0].id, page.data[0].id);
  });

  it('does not go when the transaction that sends it is rolled back', async () => {
    const failure = app.app.database.transaction(async (transaction) => {
      await app.app.mail.send(transaction, { to: 'nobody@example.com', subject: 'Never', text: 'Never.' });
      throw new Error('rolled back');
    });
    await assert.rejects(failure, /rolled back/);
    await send(app, 'nobody@example.com', 'Afterwards');
    await app.mailTo('nobody@example.com', /Afterwards/);
    assert.equal(expectOk(await mail('?to=nobody@example.com')).data.length, 1);
  });

  it('is shown on the machine itself alone: to whoever comes through a proxy the address does not exist', async () => {
    const unknown = await app.call('GET', 'sandbox/male', { headers: { 'X-Forwarded-For': '192.0.2.1' } });
    for (const [name, value] of [
      ['X-Forwarded-For', '127.0.0.1'],
      ['Forwarded', 'for=127.0.0.1'],
      ['Via', '1.1 proxy'],
    ] as const) {
      for (const query of ['', '?limit=0']) {
        const answer = await mail(query, { [name]: value });
        assert.equal(answer.status, 404);
        assert.equal(answer.body.code, unknown.body.code);
        assert.equal(answer.body.message, unknown.body.message);
      }
    }
  });

  it('is shown to no page of a stranger whose name was pointed at this machine', async () => {
    const ask = (host: string) =>
      sendBytes(app.origin, `GET /api/v1/sandbox/mail HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    for (const host of ['evil.example', 'evil.example:4000', '127.0.0.1.evil.example', 'localhost.evil.example.'])
      assert.equal((await ask(host)).status, 404, host);
    for (const host of ['localhost:4000', '127.0.0.1', '[::1]:4000', 'devbox'])
      assert.equal((await ask(host)).status, 200, host);
  });

  it('is sealed in the database, and so is what is still to be sent', async () => {
    await send(app, 'sealed@example.com', 'Sealed subject', 'the token tok_4711');
    await app.mailTo('sealed@example.com');
    const rows = await app.sql<{ text: string }[]>`
      select l::text || encode(letter_sealed, 'escape') as text from caught_letter l`;
    assert.ok(rows.length > 0 && !rows.some(({ text }) => text.includes('4711') || text.includes('Sealed subject')));
    assert.ok(!app.logLines.join('').includes('4711'));
  });

  it('is kept for a week, and never more than the newest thousand letters', async () => {
    await app.sql`
      insert into caught_letter (id, recipient, letter_sealed, sent_at)
      select 'mail_' || lpad(n::text, 30, '0'), 'flood@example.com', 'x', now() from generate_series(1, 1200) n`;
    await send(app, 'last@example.com', 'Last');
    await app.mailTo('last@example.com');
    assert.equal(expectOk(await mail('?to=last@example.com')).pagination['totalCount'], 1);
    const [kept] = await app.sql<{ count: number }[]>`select count(*)::int as count from caught_letter`;
    assert.equal(kept?.count, 1000);
    await app.sql`update caught_letter set sent_at = now() - interval '8 days' where recipient = 'flood@example.com'`;
    await app.app.sweeper.run();
    const [left] = await app.sql<{ count: number }[]>`
      select count(*)::int as count from caught_letter where recipient = 'flood@example.com'`;
    assert.equal(left?.count, 0);
    assert.ok(await app.mailTo('last@example.com'));
  });

  it('is spoken of in the log at the start', () => {
    assert.ok(app.logLines.some((line) => line.includes('mail is kept in the catcher: GET /api/v1/sandbox/mail')));
  });
});

describe('mail by a mail server', () => {
  let server: MailServer;
  let app: TestApp;
  /** What the server answers to a recipient; nothing: it takes the letter. */
  let answer: { readonly code: number; readonly words: string } | undefined;
  before(async () => {
    server = await startMailServer({
      allowInsecureAuth: true,
      authOptional: false,
      onAuth({ username, password }, _session, callback) {
        if (username === 'bank@host' && password === 'p:/@ss word') callback(null, { user: username });
        else callback(new Error('wrong password'));
      },
      onRcptTo(_address, _session, callback) {
        callback(answer && Object.assign(new Error(answer.words), { responseCode: answer.code }));
      },
    });
    const credentials = `${encodeURIComponent('bank@host')}:${encodeURIComponent('p:/@ss word')}`;
    const INTERSTELLAS_SMTP_URL = `smtp://${credentials}@127.0.0.1:${server.port}`;
    app = await startTestApp({ settings: { ...server.settings, INTERSTELLAS_SMTP_URL } });
  });
  after(async () => {
    await app.stop();
    await server.stop();
  });
  afterEach(() => {
    answer = undefined;
  });

  const lettersTo = (to: string) => server.letters.filter(({ recipients }) => recipients.includes(to));
  const arrived = (to: string) => until(`a letter to ${to} arrives`, () => lettersTo(to).length > 0);
  /** Waits for a job that was tried and is to be tried again soon. */
  const hasFailed = () =>
    until('a job has failed', async () => {
      const rows = await app.sql`select 1 from job where attempts = 1 and due_at < now() + interval '10 seconds'`;
      return rows.length === 1;
    });
  /** Lets the next attempt happen now. */
  const tryAgain = async () => {
    await app.sql`update job set due_at = now()`;
    app.app.changes.apply(['jobs:mail']);
  };

  it('arrives as it was written, from the configured address, recognisable by its id', async () => {
    const text =
      'Ẹ káàárọ̀, Ngózi.\n.\nA line of more than seventy-six characters, which travels in pieces and arrives whole.\n';
    await send(app, 'ngozi@example.com', 'Ẹ kú àbọ̀', text);
    await arrived('ngozi@example.com');
    const [letter] = lettersTo('ngozi@example.com');
    assert.equal(letter?.subject, 'Ẹ kú àbọ̀');
    assert.equal(letter?.text.replaceAll('\r\n', '\n'), text.trimEnd());
    assert.equal(letter?.headers.get('from'), 'bank@interstellas.test');
    assert.equal(letter?.headers.get('to'), 'ngozi@example.com');
    assert.match(letter?.headers.get('message-id') ?? '', /^<mail_[0-9a-z]{30}@interstellas\.test>$/);
    assert.equal(letter?.headers.get('auto-submitted'), 'auto-generated');
    await until('nothing is left to do', async () => (await jobsOf(app)) === 0);
  });

  it('is tried again when the server cannot take it now, and arrives once', async () => {
    answer = { code: 451, words: '4.7.1 greylisted' };
    await send(app, 'later@example.com', 'Later');
    await hasFailed();
    answer = undefined;
    await tryAgain();
    await arrived('later@example.com');
    await until('nothing is left to do', async () => (await jobsOf(app)) === 0);
    assert.equal(lettersTo('later@example.com').length, 1);
  });

  it('is not tried for ever when its recipient is refused, but is when the server wants something of the operator', async () => {
    answer = { code: 550, words: '5.1.1 no such user' };
    await send(app, 'gone@example.com', 'Gone', 'the token tok_4711');
    await until('it is refused', () => app.logLines.some((line) => line.includes('a letter is refused for good')));
    await until('nothing is left to do', async () => (await jobsOf(app)) === 0);
    answer = { code: 550, words: '5.7.1 relaying denied' };
    await send(app, 'relay@example.com', 'Relayed');
    await hasFailed();
    answer = undefined;
    await tryAgain();
    await arrived('relay@example.com');
  });

  it('can be sent to one recipient alone, and its subject is one line, whatever the two hold', async () => {
    await send(app, 'one@example.com', 'Hello\r\nBcc: two@example.com\r\n\r\nInjected', 'Body.');
    await arrived('one@example.com');
    const [letter] = lettersTo('one@example.com');
    assert.equal(letter?.subject, 'Hello Bcc: two@example.com Injected');
    assert.deepEqual(
      [letter?.recipients, letter?.headers.has('bcc'), letter?.text],
      [['one@example.com'], false, 'Body.'],
    );
    await assert.rejects(send(app, 'one@example.com\r\nBcc: two@example.com', 'Hello'), /no e-mail address/);
    const before = server.letters.length;
    for (const address of ['a@x.com,b@x.com', '<a@x.com>', 'a(b)@x.com', 'group:a@x.com;', '"a"@x.com', 'b@c@x.com'])
      await send(app, address, 'To somebody else');
    await until('nothing is left to do', async () => (await jobsOf(app)) === 0);
    assert.equal(server.letters.length, before);
  });

  it('leaves nothing to read in the sandbox', async () => {
    const answered = await app.call('GET', 'sandbox/mail');
    assert.equal(answered.status, 404);
    assert.equal(answered.body.code, 'route.not_found');
  });

  it('puts neither the password, nor an address, nor a word of a letter into the log', () => {
    const log = app.logLines.join('\n');
    assert.ok(log.includes(`mail goes to the mail server 127.0.0.1:${server.port}`));
    for (const secret of ['p:/@ss', 'p%3A', '4711', 'gone@', 'ngozi@']) assert.ok(!log.includes(secret), secret);
  });
});

describe('the way to a mail server that is not on this machine', () => {
  const log = createLog({ level: 'silent' });
  const letter = { id: ids.next('letter'), to: 'ngozi@example.com', subject: 'Secret', text: 'the token tok_4711' };
  /** To the system it is this machine, to the product an address like any other. */
  const ELSEWHERE = '0.0.0.0';
  const heard: string[] = [];
  let server: MailServer;
  let transport: MailTransport;
  const serve = async (options: SMTPServerOptions) => {
    server = await startMailServer({
      onAuth: (_credentials, _session, callback) => {
        heard.push('a password');
        callback(null, { user: 'bank' });
      },
      allowInsecureAuth: true,
      ...options,
    });
    transport = createSmtpTransport({ url: `smtp://bank:secret@${ELSEWHERE}:${server.port}`, from: 'a@b.test', log });
  };
  afterEach(async () => {
    transport.close();
    await server.stop();
  });

  it('is not taken when the server offers no TLS: neither password nor letter travel in clear', async () => {
    await serve({});
    await assert.rejects(transport.deliver(letter));
    assert.deepEqual([heard, server.letters], [[], []]);
  });

  it('is not taken when the server cannot prove its name', async () => {
    await serve({ disabledCommands: [] });
    await assert.rejects(transport.deliver(letter));
    assert.deepEqual([heard, server.letters], [[], []]);
  });
});

describe('in production', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({
      settings: { INTERSTELLAS_ENVIRONMENT: 'production', INTERSTELLAS_TRUSTED_PROXIES: '127.0.0.1' },
    });
  });
  after(() => app.stop());

  it('mail goes to the mail server, and the catcher does not exist', async () => {
    await send(app, 'ngozi@example.com', 'Welcome', 'Words.');
    assert.equal((await app.mailTo('ngozi@example.com', /Welcome/)).text, 'Words.');
    const answer = await app.call('GET', 'sandbox/mail', { headers: { 'X-Forwarded-Proto': 'https' } });
    assert.equal(answer.status, 404);
    assert.equal(answer.body.code, 'route.not_found');
  });
});
