import { ActionIcon, Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ConsentTalk, Substitute } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { useSitting } from '../../desk.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './talk.module.css';

interface WhoDecidesProps {
  record: ConsentRecord;
  talk: ConsentTalk;
  set: (change: Partial<ConsentTalk>) => void;
}

const most = 2;
const answers = ['yes', 'no', 'not-able'] as const;

/** The patient, or those who decide for them; and what a child says to it. */
export function WhoDecides({ record, talk, set }: WhoDecidesProps) {
  const { t } = useTranslation('people');
  const sitting = useSitting();
  const { signers, document } = record;
  const { name } = document.patient;
  if (signers === null) return null;
  const { patient, guardians } = signers;
  const named = (guardian: string) =>
    talk.substitutes.some((one) => one.role === 'guardian' && one.name === guardian);
  const proxies = talk.substitutes.flatMap((one, at) => (one.role === 'proxy' ? [{ one, at }] : []));
  const choose = (guardian: { name: string; relation: string }, chosen: boolean) =>
    set({
      substitutes: chosen
        ? [...talk.substitutes, { role: 'guardian', ...guardian, authority: '', seenBy: '' }]
        : talk.substitutes.filter((one) => one.role !== 'guardian' || one.name !== guardian.name),
    });
  const change = (at: number, to: Partial<Substitute>) =>
    set({ substitutes: talk.substitutes.map((one, index) => (index === at ? { ...one, ...to } : one)) });
  const [sole, second] = guardians;
  return (
    <div data-lack="decides" className={css['person']}>
      {patient === 'may' ? (
        guardians.length === 0 && <p className={css['none']}>{t('people.may', { name })}</p>
      ) : (
        <Notice
          tone="warn"
          title={t(patient === 'minor' ? 'people.minor' : 'people.noCapacity', { name })}
          action={
            guardians.length === 0 && (
              <Link
                to="/patients/$patientId"
                params={{ patientId: record.patientId }}
                search={{ tab: 'identity' }}
              >
                {t('people.addGuardian')}
              </Link>
            )
          }
        >
          {signers.basis.join(' ')} {guardians.length === 0 && t('people.noGuardian')}
        </Notice>
      )}
      {patient !== 'may' && sole !== undefined && second === undefined && !named(sole.name) ? (
        <p>{t('people.sole', sole)}</p>
      ) : (
        guardians.length > 0 && (
          <fieldset className={css['capacity']}>
            <legend>{t('people.guardians')}</legend>
            {guardians.map((guardian) => (
              <Checkbox
                key={guardian.name}
                label={`${guardian.name} (${guardian.relation})`}
                checked={named(guardian.name)}
                disabled={!named(guardian.name) && talk.substitutes.length >= most}
                onChange={(event) => choose(guardian, event.currentTarget.checked)}
              />
            ))}
          </fieldset>
        )
      )}
      {proxies.map(({ one, at }) => (
        <fieldset key={at} className={css['capacity']}>
          <legend>{t('people.proxy')}</legend>
          <div className={css['proxy']}>
            <TextInput
              label={t('people.name')}
              maxLength={200}
              value={one.name}
              onChange={(event) => change(at, { name: event.currentTarget.value.replace(/^\s+/, '') })}
            />
            <TextInput
              label={t('people.relation')}
              maxLength={60}
              value={one.relation}
              onChange={(event) => change(at, { relation: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              aria-label={t('people.remove', { name: one.name })}
              onClick={() => set({ substitutes: talk.substitutes.filter((_, index) => index !== at) })}
            >
              <IconX size={17} />
            </ActionIcon>
            <TextInput
              label={t('people.authority')}
              description={t('people.authorityHint')}
              maxLength={200}
              value={one.authority}
              onChange={(event) => change(at, { authority: event.currentTarget.value })}
            />
            <TextInput
              label={t('people.seenBy')}
              maxLength={200}
              value={one.seenBy}
              onChange={(event) => change(at, { seenBy: event.currentTarget.value })}
            />
          </div>
        </fieldset>
      ))}
      {patient === 'no-capacity' && talk.substitutes.length < most && (
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() =>
              set({
                substitutes: [
                  ...talk.substitutes,
                  { role: 'proxy', name: '', relation: '', authority: '', seenBy: sitting.displayName },
                ],
              })
            }
          >
            {t('people.addProxy')}
          </Button>
        </div>
      )}
      {patient === 'minor' && <Assent talk={talk} name={name} set={set} />}
    </div>
  );
}

function Assent({ talk, name, set }: { talk: ConsentTalk; name: string; set: WhoDecidesProps['set'] }) {
  const { t } = useTranslation('people');
  const { assent } = talk;
  return (
    <div data-lack="assent" className={css['person']}>
      <SegmentedChoice
        label={t('people.assent')}
        options={answers.map((value) => ({
          value,
          label: t(`people.assents.${value}`),
          ...(value === 'no' && { tone: 'bad' as const }),
        }))}
        value={assent?.given ?? null}
        onChange={(value) =>
          set({
            assent: {
              words: '',
              reasonToGoOn: '',
              ...assent,
              given: answers.find((one) => one === value) ?? 'not-able',
            },
          })
        }
      />
      {assent !== null && (
        <TextInput
          label={t('people.assentWords')}
          maxLength={500}
          value={assent.words}
          onChange={(event) => set({ assent: { ...assent, words: event.currentTarget.value } })}
        />
      )}
      {assent?.given === 'no' && (
        <>
          <Notice tone="bad" live title={t('people.refuses', { name })}>
            {t('people.refusesHow')}
          </Notice>
          <Textarea
            label={t('people.reasonToGoOn')}
            autosize
            maxLength={500}
            value={assent.reasonToGoOn}
            onChange={(event) => set({ assent: { ...assent, reasonToGoOn: event.currentTarget.value } })}
          />
        </>
      )}
    </div>
  );
}
