import { describe, expect, it } from 'vitest';
import { fileMessageLimit, isWithinLimits, messageLimit } from '../../main/rpc/limits.ts';

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('what a window may send', () => {
  it.each([
    ['a call', JSON.stringify({ i: '1', p: { u: '/patients/search', b: { json: { text: 'Łukasz' } } } })],
    ['brackets, commas and quotes within text', JSON.stringify({ text: '[[[{{{,,,"\\"]'.repeat(100) })],
    [
      'a signature of 20,000 points',
      JSON.stringify(Array.from({ length: 20_000 }, (_, at) => ({ x: at, y: at, t: at, p: 500 }))),
    ],
    ['forty levels', deep(40)],
    [
      'a call with a file behind its head',
      Buffer.concat([Buffer.from('{"i":"1"}'), Buffer.from([0xff]), Buffer.from(deep(100))]),
    ],
    [
      'a scan of twenty megabytes behind its head',
      Buffer.concat([Buffer.from('{"i":"1"}'), Buffer.from([0xff]), Buffer.alloc(20 * 1024 * 1024, '[')]),
    ],
    ['exactly the limit', `"${'x'.repeat(messageLimit - 2)}"`],
  ])('%s passes', (_case, message) => {
    expect(isWithinLimits(message)).toBe(true);
  });

  it.each([
    ['one byte above the limit', 'x'.repeat(messageLimit + 1)],
    ['few characters of many bytes', 'Ł'.repeat(messageLimit / 2 + 1)],
    ['bytes above the limit of text without a file', Buffer.alloc(messageLimit + 1)],
    ['a head above the limit of text', Buffer.alloc(messageLimit + 2).fill(0xff, messageLimit + 1)],
    ['files above the limit of files', Buffer.alloc(fileMessageLimit + 1).fill(0xff, 9, 10)],
    [
      'a deep head with a file behind it',
      Buffer.concat([Buffer.from(deep(41)), Buffer.from([0xff]), Buffer.from('x')]),
    ],
    ['200,000 levels', deep(200_000)],
    ['forty-one levels', deep(41)],
    ['more elements than any form has', `[${'0,'.repeat(130_000)}0]`],
    ['an object, which our page never sends', { i: '1' }],
    ['nothing', undefined],
  ])('%s is stopped before it is parsed', (_case, message) => {
    expect(isWithinLimits(message)).toBe(false);
  });
});
