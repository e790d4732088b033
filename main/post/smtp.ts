import { isIP } from 'node:net';
import { connect as secureConnect, type ConnectionOptions } from 'node:tls';
import { SMTPConnection, SMTPResponseMonitor } from 'emailjs';
import { type Mail, mailText, wireAddress } from './mail.ts';

export interface MailAccount {
  host: string;
  port: number;
  /** From the first byte, by STARTTLS, or not at all: the last only on this very machine. */
  security: 'tls' | 'starttls' | 'none';
  /** Empty: the server asks for no sign-in. */
  user: string;
  password: string;
}

export type PostProblem =
  | 'unreachable'
  | 'no-encryption'
  | 'certificate'
  | 'sign-in'
  | 'sender-refused'
  | 'address-refused'
  | 'refused'
  | 'busy'
  | 'lost';

/** `unsure`: the message was handed over and the server never said whether it has it. */
export type Posted =
  | { outcome: 'sent' }
  | { outcome: 'failed'; problem: PostProblem; lasting: boolean }
  | { outcome: 'unsure' };

/** Sends one message; replaced in tests of the queue by one that fails as told. */
export type Postman = (account: MailAccount, mail: Mail) => Promise<Posted>;

interface Patience {
  /** Silence of the server, in ms. */
  silence: number;
  /** All of it together, in ms. */
  whole: number;
}

const patience: Patience = { silence: 20_000, whole: 60_000 };

/** Says that a step went wrong, and how. */
class Trouble extends Error {
  readonly problem: PostProblem;
  readonly lasting: boolean;
  constructor(problem: PostProblem, lasting = false) {
    super(problem);
    this.problem = problem;
    this.lasting = lasting;
  }
}

/** @param trust further authorities, for tests; the machine's own are trusted always. */
export function postman(trust: Pick<ConnectionOptions, 'ca'> = {}, wait = patience): Postman {
  return async (account, mail) => {
    const to = wireAddress(mail.to);
    const from = wireAddress(mail.from.address);
    if (to === null) return { outcome: 'failed', problem: 'address-refused', lasting: true };
    if (from === null) return { outcome: 'failed', problem: 'sender-refused', lasting: true };
    const line = new VerifiedLine(account, trust, wait);
    let handedOver = false;
    try {
      await line.open();
      if (account.user !== '') await line.signIn();
      await line.step('sender-refused', (done) => line.mail(done, `<${from}>`));
      await line.step('address-refused', (done) => line.rcpt(done, `<${to}>`));
      await line.step('refused', (done) => line.data(done));
      line.message(mailText(mail));
      handedOver = true;
      await line.step('refused', (done) => line.data_end(done));
      return { outcome: 'sent' };
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      // Whoever hung up after the last dot may have the message.
      if (handedOver && error.problem === 'lost') return { outcome: 'unsure' };
      return { outcome: 'failed', problem: error.problem, lasting: error.lasting };
    } finally {
      line.leave();
    }
  };
}

type Callback = (error: Error | null | undefined, data?: unknown) => void;

/**
 * A dialogue whose certificate is checked. The library's own STARTTLS neither waits for the handshake nor looks at the
 * certificate, so the change to an encrypted line is made here.
 */
class VerifiedLine extends SMTPConnection {
  readonly #account: MailAccount;
  readonly #trust: Pick<ConnectionOptions, 'ca'>;
  readonly #deadline: Promise<never>;
  readonly #clock: NodeJS.Timeout;

  constructor(account: MailAccount, trust: Pick<ConnectionOptions, 'ca'>, wait: Patience) {
    const { host, port, user, password, security } = account;
    super({
      host,
      port,
      timeout: wait.silence,
      // The name of the machine is nobody's business.
      domain: '[127.0.0.1]',
      ssl: security === 'tls' ? { ...trust, ...named(host) } : false,
      authentication: ['PLAIN', 'LOGIN'],
      ...(user === '' ? {} : { user, password }),
    });
    this.#account = account;
    this.#trust = trust;
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => {});
    this.#deadline = promise;
    this.#clock = setTimeout(() => reject(new Trouble('lost')), wait.whole);
  }

  async open(): Promise<void> {
    await this.step('unreachable', (done) => {
      this.connect(done);
      // The library lets go of a socket before its last error has come, which would end the process.
      this.sock?.on('error', () => {});
    });
    await this.step('unreachable', (done) => this.ehlo(done));
    if (this.#account.security === 'starttls') await this.#secure();
  }

  async signIn(): Promise<void> {
    // The library greets before it signs in, and never goes on when it has greeted already.
    this.features = null;
    await this.step('sign-in', (done) => this.login(done));
  }

  /** One question and its answer. What the server refuses is told apart from a line that broke. */
  async step(refused: PostProblem, ask: (done: Callback) => void): Promise<void> {
    const answer = new Promise<void>((resolve, reject) => {
      ask((error) => (error ? reject(troubleOf(error, refused)) : resolve()));
    });
    await Promise.race([answer, this.#deadline]);
  }

  leave(): void {
    clearTimeout(this.#clock);
    const { sock } = this;
    if (sock === null) return;
    // The last word is a courtesy: nothing waits for its answer.
    if (sock.writable) sock.end('QUIT\r\n');
    setTimeout(() => sock.destroy(), 500).unref();
    this.monitor?.stop();
  }

  async #secure(): Promise<void> {
    if (!this.has_extn('STARTTLS')) throw new Trouble('no-encryption', true);
    await this.step('no-encryption', (done) => this.command('STARTTLS', done, [220]));
    const plain = this.sock;
    if (plain === null) throw new Trouble('unreachable');
    // What a stranger has slipped in before the handshake is forgotten with the old reader.
    this.monitor?.stop();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const secured = secureConnect({ ...this.#trust, ...named(this.#account.host), socket: plain }, () =>
      resolve(),
    );
    secured.on('error', (error) => reject(troubleOf(error, 'unreachable')));
    secured.on('close', () => reject(new Trouble('unreachable')));
    await Promise.race([promise, this.#deadline]);
    this.sock = secured;
    this._secure = true;
    this.monitor = new SMTPResponseMonitor(secured, this.timeout, () => this.close(true));
    await this.step('unreachable', (done) => this.ehlo(done));
  }
}

/** The name that the certificate must bear; an address has none. */
function named(host: string): { host: string; servername: string } {
  return { host, servername: isIP(host) === 0 ? host : '' };
}

/** What the library calls an error, in our words. Its texts may hold an address, so only codes are read. */
function troubleOf(error: Error, refused: PostProblem): Trouble {
  const reply = replyOf(error);
  if (reply === '4') return new Trouble('busy');
  // Also a server that says yes and offers no sign-in that we know.
  if (reply !== undefined) return new Trouble(refused, true);
  const code = codeOf(error) ?? '';
  if (/CERT|SELF_SIGNED|UNABLE_TO|ISSUER/.test(code)) return new Trouble('certificate', true);
  if (/^(ERR_SSL|EPROTO)/.test(code)) return new Trouble('no-encryption', true);
  return new Trouble(refused === 'unreachable' ? 'unreachable' : 'lost');
}

/** First digit of what the server answered; a refused sign-in carries it one level down. */
function replyOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { smtp, previous } = error as { smtp?: unknown; previous?: unknown };
  return typeof smtp === 'string' ? /^([245])\d\d[ -]/.exec(smtp)?.[1] : replyOf(previous);
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, previous } = error as { code?: unknown; previous?: unknown };
  return typeof code === 'string' ? code : codeOf(previous);
}
