import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { refusal } from './case-clinic.ts';

describe('text blocks', () => {
  let clinic: Clinic;
  let henrik: Api;
  let aiko: Api;
  beforeAll(async () => {
    clinic = await newClinic();
    henrik = await clinic.as('henrik');
    aiko = await clinic.as('aiko');
  });
  afterAll(() => clinic.close());

  const fresh = (code: string, own: boolean, text = 'Needled with the patient lying on the side.') => ({
    ...{ id: null, version: 0, code, own, text },
  });

  it('are one’s own or the clinic’s; one’s own comes first where both have a code', async () => {
    await henrik.phrases.save(fresh('side', false, 'The clinic’s words'));
    await henrik.phrases.save(fresh('Side', true, 'His own words'));
    expect((await henrik.phrases.list()).map(({ code, own }) => [code, own])).toEqual([
      ['side', true],
      ['side', false],
    ]);
    expect((await aiko.phrases.list()).map(({ text }) => text)).toEqual(['The clinic’s words']);
  });

  it('have each code once', async () => {
    expect(await refusal(henrik.phrases.save(fresh('SIDE', true)))).toMatchObject({ code: 'NAME_TAKEN' });
    expect(await refusal(henrik.phrases.save(fresh('with blank', true)))).toMatchObject({ code: 'INVALID' });
    expect(await refusal(henrik.phrases.save(fresh('empty', true, '  ')))).toMatchObject({ code: 'INVALID' });
  });

  it('are changed and put away by whoever has them, and the code is free again', async () => {
    const made = await henrik.phrases.save(fresh('heel', true));
    const other = { ...made, text: 'Somebody else’s' };
    expect(await refusal(aiko.phrases.save(other))).toMatchObject({ code: 'NOT_FOUND' });
    const changed = await henrik.phrases.save({ ...made, text: 'New words' });
    expect(changed).toMatchObject({ text: 'New words', version: 2 });
    expect(await refusal(henrik.phrases.save(made))).toMatchObject({ code: 'STALE_VERSION' });
    expect(await refusal(henrik.phrases.save({ ...changed, own: false }))).toMatchObject({ code: 'INVALID' });
    await henrik.phrases.retire({ id: made.id, version: 2 });
    expect((await henrik.phrases.list()).map(({ code }) => code)).not.toContain('heel');
    await henrik.phrases.save(fresh('heel', true));
  });

  it('of the clinic are kept by those who keep its texts', async () => {
    const tomas = await clinic.as('tomas');
    expect(await refusal(tomas.phrases.save(fresh('door', false)))).toMatchObject({ code: 'FORBIDDEN' });
    await tomas.phrases.save(fresh('door', true));
    const [clinics] = (await tomas.phrases.list()).filter(({ own }) => !own);
    expect(
      await refusal(tomas.phrases.retire({ id: clinics?.id ?? '', version: clinics?.version ?? 0 })),
    ).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal((await clinic.as('rosa')).phrases.list())).toMatchObject({ code: 'FORBIDDEN' });
  });
});
