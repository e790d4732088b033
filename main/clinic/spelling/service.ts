import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { DictionaryName } from '../../../shared/contract/spelling.ts';
import { bareWordsOf } from '../../../shared/rules/spelling.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { list } from '../staff/service.ts';
import { catalogue } from '../substances/service.ts';
import { dictionaryOf, textsIn } from './rules.ts';
import * as store from './store.ts';

type Output<K extends keyof Outputs['spelling']> = Outputs['spelling'][K];

export async function mine(db: Reader, _: unknown, { who, clinic }: Act): Promise<Output<'mine'>> {
  return {
    checks: (await store.findChoice(db, who.userId)) ?? clinic.language === 'en',
    dictionary: dictionaryOf(clinic.jurisdiction),
    learned: await store.findLearned(db, who.userId),
  };
}

export async function dictionary(
  db: Reader,
  { name }: Inputs['spelling']['dictionary'],
  act: Act,
): Promise<Output<'dictionary'>> {
  const people = (await list(db)).flatMap(({ displayName, title }) => [displayName, title]);
  const known = new Set([
    ...bareWordsOf(textsIn([await catalogue(db, act.reference), people, act.clinic])),
    ...(await wordsOfTheTrade(act)),
  ]);
  return { ...(await shipped(name)), known: [...known].toSorted() };
}

export async function choose(
  tx: Tx,
  { checks }: Inputs['spelling']['choose'],
  act: Act,
): Promise<Record<string, never>> {
  await store.keepChoice(tx, act.who.userId, checks);
  return announced(act);
}

export async function learn(
  tx: Tx,
  { word }: Inputs['spelling']['learn'],
  act: Act,
): Promise<Record<string, never>> {
  await store.insertLearned(tx, { userId: act.who.userId, word, at: act.now });
  return announced(act);
}

export async function forget(
  tx: Tx,
  { word }: Inputs['spelling']['forget'],
  act: Act,
): Promise<Record<string, never>> {
  await store.deleteLearned(tx, act.who.userId, word);
  return announced(act);
}

function announced(act: Act): Record<string, never> {
  act.about({ entityId: act.who.userId, action: 'U' });
  act.changed('spelling', act.who.userId);
  return {};
}

/** Read when somebody first writes, and kept by whoever reads a module. */
async function shipped(name: DictionaryName): Promise<{ aff: string; dic: string }> {
  const { default: files } = await (name === 'en' ? import('dictionary-en') : import('dictionary-en-gb'));
  const text = new TextDecoder();
  return { aff: text.decode(files.aff), dic: text.decode(files.dic) };
}

const ofTheTrade = new WeakMap<Act['reference'], Promise<Set<string>>>();

/** What the reference data speaks of, and common words of the trade that it happens not to use. */
function wordsOfTheTrade({ reference, resources }: Act): Promise<Set<string>> {
  const known = ofTheTrade.get(reference);
  if (known !== undefined) return known;
  const made = readFile(join(resources, 'spelling', 'trade-words.txt'), 'utf8').then((list) =>
    bareWordsOf([list, ...textsIn(reference.data)]),
  );
  ofTheTrade.set(reference, made);
  return made;
}
