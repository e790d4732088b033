import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mail, mailText, wireAddress } from '../../main/post/mail.ts';
import { postman } from '../../main/post/smtp.ts';
import { type MailServer, mailUser, startMailServer } from '../support/mail-server.ts';

const mail: Mail = {
  from: { name: 'Praxis „Über den Dächern“, Schmerz & Bewegung', address: 'desk@harbour.example' },
  to: 'siobhan@patients.example',
  subject: 'Ihr Termin am Dienstag, 24. November: Grüße aus der Praxis mit einem sehr langen Namen',
  text: 'Guten Tag,\n.\n..\n\nbis morgen um 9:00 – wir freuen uns. 診療所\n',
  messageId: '018f3f5e-7c3a-7b6a-9e2f-2b7a3c4d5e6f@harbour.example',
  at: '2026-11-23T07:00:00.000Z',
  language: 'de',
};

describe('a mail', () => {
  it('keeps its lines short and its head in ASCII, and nothing typed becomes a header', () => {
    const text = mailText({
      ...mail,
      subject: 'Hello\r\nBcc: everybody@else.example',
      from: { name: 'a"b\r\nX: y', address: 'a@b.example' },
    });
    for (const line of text.split('\r\n')) {
      expect(line.length).toBeLessThanOrEqual(78);
      expect(line).toMatch(/^[\x20-\x7E]*$/);
    }
    expect(text).not.toMatch(/^(Bcc|X):/m);
  });
  it('goes to addresses that the wire can carry', () => {
    expect(wireAddress('a.b+c@xn--bcher-kva.example')).toBe('a.b+c@xn--bcher-kva.example');
    expect(wireAddress('anna@bücher.example')).toBe('anna@xn--bcher-kva.example');
    for (const bad of [
      '',
      'anna',
      '@b.example',
      'a b@c.example',
      'a@b',
      'a@b.example>\r\nRCPT TO:<x@y.example',
      'ä@b.example',
      'a..b@c.example',
    ])
      expect(wireAddress(bad), bad).toBe(null);
  });
});

describe('the post', () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await startMailServer();
  });
  afterAll(() => server.stop());
  const to = (name: string) => ({ ...mail, to: `${name}@patients.example` });

  it('delivers what was written, signed in, once', async () => {
    expect(await postman()(server.account, mail)).toEqual({ outcome: 'sent' });
    const got = server.received();
    expect(got).toHaveLength(1);
    expect(got[0]).toMatchObject({
      to: mail.to,
      from: 'desk@harbour.example',
      user: mailUser.user,
      encrypted: false,
      subject: mail.subject,
      messageId: mail.messageId,
      text: mail.text.replaceAll('\n', '\r\n'),
    });
    expect(got[0]?.raw).toContain('Date: Mon, 23 Nov 2026 07:00:00 +0000');
    expect(got[0]?.raw).toContain('Auto-Submitted: auto-generated');
  });

  it.each(['tls', 'starttls'] as const)(
    'encrypts by %s with a certificate that it can check',
    async (security) => {
      const port = security === 'tls' ? server.tlsPort : server.port;
      const account = { ...server.account, host: 'localhost', port, security };
      expect(await postman({ ca: server.ca })(account, to(security))).toEqual({ outcome: 'sent' });
      expect(server.received().at(-1)).toMatchObject({ to: `${security}@patients.example`, encrypted: true });
    },
  );

  it.each(['tls', 'starttls'] as const)(
    'says no password over %s to a server that it cannot check',
    async (security) => {
      const before = server.received().length;
      const port = security === 'tls' ? server.tlsPort : server.port;
      const strange = { outcome: 'failed', problem: 'certificate', lasting: true };
      expect(await postman()({ ...server.account, host: 'localhost', port, security }, mail)).toEqual(
        strange,
      );
      // The right authority for the wrong name.
      expect(await postman({ ca: server.ca })({ ...server.account, port, security }, mail)).toEqual(strange);
      expect(server.received()).toHaveLength(before);
    },
  );

  it('tells what went wrong, and whether it is for good', async () => {
    const send = postman();
    const { account } = server;
    const before = server.received().length;
    expect(await send({ ...account, password: 'guessed' }, mail)).toEqual({
      outcome: 'failed',
      problem: 'sign-in',
      lasting: true,
    });
    expect(await send(account, to('nobody'))).toEqual({
      outcome: 'failed',
      problem: 'address-refused',
      lasting: true,
    });
    expect(await send(account, to('later'))).toEqual({ outcome: 'failed', problem: 'busy', lasting: false });
    expect(await send(account, to('spam'))).toEqual({ outcome: 'failed', problem: 'refused', lasting: true });
    expect(await send(account, to('hangup'))).toEqual({ outcome: 'failed', problem: 'lost', lasting: false });
    expect(await send(account, { ...mail, to: 'not an address' })).toEqual({
      outcome: 'failed',
      problem: 'address-refused',
      lasting: true,
    });
    expect(await send({ ...account, port: 9 }, mail)).toEqual({
      outcome: 'failed',
      problem: 'unreachable',
      lasting: false,
    });
    expect(await send({ ...account, security: 'tls' }, mail)).toMatchObject({ problem: 'no-encryption' });
    expect(server.received()).toHaveLength(before);
  });

  it('is unsure of a message that was taken by a server which hung up before saying so', async () => {
    const before = server.received().length;
    expect(await postman()(server.account, to('vanish'))).toEqual({ outcome: 'unsure' });
    expect(server.received()).toHaveLength(before + 1);
  });

  it('is unsure when the last answer comes too late', async () => {
    const slow = postman({}, { silence: 20_000, whole: 700 });
    expect(await slow(server.account, to('slow'))).toEqual({ outcome: 'unsure' });
    const silent = postman({}, { silence: 500, whole: 20_000 });
    expect(await silent(server.account, to('slow'))).toEqual({ outcome: 'unsure' });
  });
});

describe('a server that does not encrypt', () => {
  let plain: Server;
  let port = 0;
  const heard: string[] = [];
  beforeAll(async () => {
    plain = createServer((socket) => {
      socket.on('error', () => {});
      socket.write('220 here\r\n');
      socket.on('data', (data) => {
        heard.push(String(data));
        socket.write(/^ehlo/i.test(String(data)) ? '250-here\r\n250 AUTH PLAIN LOGIN\r\n' : '235 fine\r\n');
      });
    });
    await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done));
    const address = plain.address();
    if (typeof address === 'object' && address !== null) port = address.port;
  });
  afterAll(() => void plain.close());

  it('never hears the password when encryption was asked for', async () => {
    const account = { host: '127.0.0.1', port, security: 'starttls' as const, ...mailUser };
    expect(await postman()(account, mail)).toEqual({
      outcome: 'failed',
      problem: 'no-encryption',
      lasting: true,
    });
    await new Promise((later) => setTimeout(later, 50));
    expect(heard.join('')).not.toMatch(/AUTH|MAIL/i);
  });
});
