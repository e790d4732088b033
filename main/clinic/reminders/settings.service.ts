import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { MailAccountShape } from '../../../shared/contract/reminders.ts';
import type { Db, Reader, Tx } from '../../db/schema.ts';
import { wireAddress } from '../../post/mail.ts';
import { type MailAccount, postman, type Postman } from '../../post/smtp.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { assertAccount, keepsPassword, tidyLeads } from './rules.ts';
import { findSettings, type SettingsRow, updateSettings } from './store.ts';
import { exampleFilling, messageIn } from './text.service.ts';

type Input<K extends keyof Inputs['reminders']> = Inputs['reminders'][K];
type Saved = { version: number };

/** Who carries the mail; replaced in tests by somebody who fails as told. */
export const post: { send: Postman } = { send: postman() };

export async function settings(db: Reader): Promise<Outputs['reminders']['settings']> {
  return settingsOf(await findSettings(db));
}

export async function reviseSettings(tx: Tx, input: Input<'reviseSettings'>, act: Act): Promise<Saved> {
  const before = await current(tx, input.version);
  if (input.sending && before.account === null) throw new Refusal('MAIL_NOT_SET_UP', {});
  const { sending, leads, language } = input;
  return save(
    tx,
    before,
    { sending: sending ? 1 : 0, leads: JSON.stringify(tidyLeads(leads)), language },
    act,
  );
}

export async function saveAccount(tx: Tx, input: Input<'saveAccount'>, act: Act): Promise<Saved> {
  const { password, version, ...account } = input;
  const before = await current(tx, version);
  assertAccount(account, (text) => wireAddress(text) !== null);
  // Otherwise whoever may change the settings could have the kept password sent to a server of their own.
  if (password === null && !keepsPassword(accountOf(before), account))
    throw new Refusal('INVALID', { field: 'password', problem: 'missing' });
  const kept = account.user === '' ? '' : (password ?? before.password);
  return save(tx, before, { account: JSON.stringify(account), password: kept }, act);
}

export async function removeAccount(tx: Tx, { version }: Input<'removeAccount'>, act: Act): Promise<Saved> {
  const before = await current(tx, version);
  return save(tx, before, { account: null, password: '', sending: 0 }, act);
}

/** Outside any transaction, because the network may take its time. */
export async function sendTest(
  db: Db,
  { to, language }: Input<'sendTest'>,
  act: Act,
): Promise<Record<never, never>> {
  const sender = senderOf(await findSettings(db));
  if (sender === null) throw new Refusal('MAIL_NOT_SET_UP', {});
  if (wireAddress(to) === null) throw new Refusal('INVALID', { field: 'to', problem: 'address' });
  act.about({ entityId: 'mail-account', action: 'E' });
  const message = await messageIn(db, language, exampleFilling(act.clinic, language, act.now));
  const posted = await post.send(sender.account, {
    ...message,
    from: sender.from,
    to,
    messageId: messageIdOf(crypto.randomUUID(), sender.from.address),
    at: act.now,
  });
  if (posted.outcome === 'unsure') throw new Refusal('MAIL_FAILED', { problem: 'unsure' });
  if (posted.outcome === 'failed') throw new Refusal('MAIL_FAILED', { problem: posted.problem });
  return {};
}

/** How mail leaves the clinic; null while no account is set up. */
export function senderOf(
  row: SettingsRow,
): { account: MailAccount; from: { name: string; address: string } } | null {
  const account = accountOf(row);
  if (account === null) return null;
  const { host, port, security, user, fromName, fromAddress } = account;
  return {
    account: { host, port, security, user, password: row.password },
    from: { name: fromName, address: fromAddress },
  };
}

export function messageIdOf(id: string, fromAddress: string): string {
  return `${id}@${(wireAddress(fromAddress) ?? 'palpate@palpate.invalid').split('@').at(-1)}`;
}

function accountOf({ account }: SettingsRow): MailAccountShape | null {
  return account === null ? null : (JSON.parse(account) as MailAccountShape);
}

function settingsOf(row: SettingsRow): Outputs['reminders']['settings'] {
  const account = accountOf(row);
  return {
    account: account === null ? null : { ...account, hasPassword: row.password !== '' },
    sending: row.sending === 1,
    leads: JSON.parse(row.leads) as number[],
    language: row.language,
    version: row.version,
  };
}

async function current(tx: Tx, version: number): Promise<SettingsRow> {
  const row = await findSettings(tx);
  if (row.version !== version)
    throw new Refusal('STALE_VERSION', { currentVersion: row.version, current: settingsOf(row) });
  return row;
}

async function save(
  tx: Tx,
  before: SettingsRow,
  change: Partial<Omit<SettingsRow, 'id' | 'version'>>,
  act: Act,
): Promise<Saved> {
  const version = before.version + 1;
  await updateSettings(tx, { ...change, version });
  act.about({ entityId: 'reminder-settings', version, action: 'U' });
  act.changed('reminders', 'settings');
  return { version };
}
