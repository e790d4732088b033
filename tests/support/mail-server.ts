import { spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailAccount } from '../../main/post/smtp.ts';

/** One message as the server has taken it. */
export interface Received {
  to: string;
  from: string;
  user: string;
  encrypted: boolean;
  subject: string;
  messageId: string;
  text: string;
  raw: string;
}

export interface MailServer {
  /** An account that works, unencrypted on this machine. */
  account: MailAccount;
  port: number;
  tlsPort: number;
  /** The authority behind the server's certificate, which no machine trusts by itself. */
  ca: string;
  received: () => Received[];
  stop: () => Promise<void>;
}

const place = join(import.meta.dirname, 'mail-server');
export const mailUser = { user: 'desk@harbour.example', password: 'a pier of old oak' };

/** Haraka on loopback, in a process of its own. What it does with a message depends on the recipient's name: see plugin.cjs. */
export async function startMailServer(): Promise<MailServer> {
  const root = mkdtempSync(join(tmpdir(), 'palpate-mail-'));
  for (const folder of ['config', 'plugins', 'got']) mkdirSync(join(root, folder));
  const [port, tlsPort] = [await freePort(), await freePort()];
  const put = (name: string, text: string) => writeFileSync(join(root, 'config', name), text);
  put('smtp.ini', `listen=127.0.0.1:${port},127.0.0.1:${tlsPort}\nsmtps_port=${tlsPort}\nnodes=0\n`);
  put('plugins', 'tls\nauth/flat_file\ndesk\n');
  put('desk', join(root, 'got'));
  put('me', 'mail.harbour.example');
  put('loglevel', 'ERROR');
  put('auth_flat_file.ini', `[core]\nmethods=PLAIN,LOGIN\n[users]\n${mailUser.user}=${mailUser.password}\n`);
  const haraka = createRequire(import.meta.url).resolve('Haraka/bin/haraka');
  copyFileSync(join(haraka, '../../config/connection.ini'), join(root, 'config', 'connection.ini'));
  copyFileSync(join(place, 'key.pem'), join(root, 'config', 'tls_key.pem'));
  copyFileSync(join(place, 'cert.pem'), join(root, 'config', 'tls_cert.pem'));
  // The group of RFC 7919 (ffdhe2048): without a file the server has openssl look for primes, for minutes.
  copyFileSync(join(place, 'dhparams.pem'), join(root, 'config', 'dhparams.pem'));
  copyFileSync(join(place, 'plugin.cjs'), join(root, 'plugins', 'desk.js'));
  const child = spawn(process.execPath, [haraka, '-c', root], { stdio: 'ignore' });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  await Promise.race([
    listening(port),
    ended.then(() => Promise.reject(new Error('the mail server did not start'))),
  ]);
  return {
    account: { host: '127.0.0.1', port, security: 'none', ...mailUser },
    port,
    tlsPort,
    ca: readFileSync(join(place, 'cert.pem'), 'utf8'),
    received: () =>
      readdirSync(join(root, 'got'))
        .filter((name) => name.endsWith('.eml'))
        .toSorted()
        .map((name) => read(readFileSync(join(root, 'got', name), 'latin1'))),
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function read(raw: string): Received {
  const cut = raw.indexOf('\r\n\r\n');
  const head = raw.slice(0, cut).replaceAll(/\r\n[ \t]+/g, ' ');
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  return {
    to: field('X-To').replaceAll(/[<>]/g, ''),
    from: field('X-From').replaceAll(/[<>]/g, ''),
    user: field('X-User'),
    encrypted: field('X-Tls') === 'true',
    subject: decodeWords(field('Subject')),
    messageId: field('Message-ID').replaceAll(/[<>]/g, ''),
    text: Buffer.from(raw.slice(cut), 'base64').toString('utf8'),
    raw,
  };
}

/** RFC 2047, quoted-printable words alone: the only ones that we write. */
function decodeWords(text: string): string {
  const bytes = text
    .replaceAll(/\?= +=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?q\?(.*?)\?=/gi, (_, word: string) =>
      word
        .replaceAll('_', ' ')
        .replaceAll(/=([0-9A-F]{2})/gi, (_sign, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        ),
    );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const open = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => done(true)).once('error', () => done(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error('the mail server does not answer');
}
