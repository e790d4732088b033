import { Checkbox, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConsentTalk } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import { CapacityField } from './CapacityField.tsx';
import { WhoDecides } from './WhoDecides.tsx';
import css from './talk.module.css';

interface PeopleNotesProps {
  record: ConsentRecord;
  talk: ConsentTalk;
  set: (change: Partial<ConsentTalk>) => void;
}

const reached = ['in-person', 'phone', 'video'] as const;
const whys = ['mark', 'policy'] as const;
const offers = ['accepted', 'declined', 'not-offered'] as const;
const typed = (text: string) => text.replace(/^\s+/, '');

/** Who decides, and everybody else who takes part: each with what the law or the clinic asks of them. */
export function PeopleNotes({ record, talk, set }: PeopleNotesProps) {
  const { t } = useTranslation('people');
  const { interpreter, reader, witness, chaperone } = talk;
  return (
    <section className={css['people']} aria-label={t('people.title')}>
      <h4 className={css['lineName']}>{t('people.title')}</h4>
      <CapacityField capacity={talk.capacity} practitioner={record.document.practitioner.name} set={set} />
      <WhoDecides record={record} talk={talk} set={set} />
      <div data-lack="interpreter" className={css['person']}>
        <Switch
          label={t('people.interpreter')}
          checked={interpreter !== null}
          onChange={(event) =>
            set({
              interpreter: event.currentTarget.checked
                ? { name: '', language: '', reachedBy: 'in-person', reach: '', declared: false }
                : null,
            })
          }
        />
        {interpreter !== null && (
          <>
            <div className={css['pair']}>
              <TextInput
                label={t('people.interpreterName')}
                maxLength={200}
                value={interpreter.name}
                onChange={(event) =>
                  set({ interpreter: { ...interpreter, name: typed(event.currentTarget.value) } })
                }
              />
              <TextInput
                label={t('people.language')}
                maxLength={60}
                value={interpreter.language}
                onChange={(event) =>
                  set({ interpreter: { ...interpreter, language: typed(event.currentTarget.value) } })
                }
              />
            </div>
            <SegmentedChoice
              label={t('people.reachedBy')}
              options={reached.map((value) => ({ value, label: t(`people.reached.${value}`) }))}
              value={interpreter.reachedBy}
              onChange={(value) =>
                set({
                  interpreter: {
                    ...interpreter,
                    reachedBy: reached.find((one) => one === value) ?? 'in-person',
                  },
                })
              }
            />
            {interpreter.reachedBy === 'in-person' ? (
              <p className={css['none']}>{t('people.signs')}</p>
            ) : (
              <>
                <TextInput
                  label={t('people.reach')}
                  description={t('people.reachHint')}
                  maxLength={200}
                  value={interpreter.reach}
                  onChange={(event) =>
                    set({ interpreter: { ...interpreter, reach: event.currentTarget.value } })
                  }
                />
                <Checkbox
                  label={t('people.declared')}
                  checked={interpreter.declared}
                  onChange={(event) =>
                    set({ interpreter: { ...interpreter, declared: event.currentTarget.checked } })
                  }
                />
              </>
            )}
          </>
        )}
      </div>
      <div data-lack="reader" className={css['person']}>
        <Switch
          label={t('people.reader')}
          checked={reader !== null}
          onChange={(event) => set({ reader: event.currentTarget.checked ? { name: '', reason: '' } : null })}
        />
        {reader !== null && (
          <div className={css['pair']}>
            <TextInput
              label={t('people.readerName')}
              maxLength={200}
              value={reader.name}
              onChange={(event) => set({ reader: { ...reader, name: typed(event.currentTarget.value) } })}
            />
            <TextInput
              label={t('people.readerReason')}
              maxLength={200}
              value={reader.reason}
              onChange={(event) => set({ reader: { ...reader, reason: event.currentTarget.value } })}
            />
          </div>
        )}
      </div>
      <div data-lack="witness" className={css['person']}>
        <Switch
          label={t('people.witness')}
          checked={witness !== null}
          onChange={(event) =>
            set({ witness: event.currentTarget.checked ? { name: '', why: 'policy', reason: '' } : null })
          }
        />
        {witness !== null && (
          <>
            <SegmentedChoice
              label={t('people.witnessWhy')}
              options={whys.map((value) => ({ value, label: t(`people.why.${value}`) }))}
              value={witness.why}
              onChange={(value) =>
                set({ witness: { ...witness, why: value === 'mark' ? 'mark' : 'policy' } })
              }
            />
            <div className={css['pair']}>
              <TextInput
                label={t('people.witnessName')}
                maxLength={200}
                value={witness.name}
                onChange={(event) => set({ witness: { ...witness, name: typed(event.currentTarget.value) } })}
              />
              <TextInput
                label={t('people.witnessReason')}
                maxLength={200}
                value={witness.reason}
                onChange={(event) => set({ witness: { ...witness, reason: event.currentTarget.value } })}
              />
            </div>
          </>
        )}
      </div>
      <div data-lack="chaperone" className={css['person']}>
        <SegmentedChoice
          label={t('people.chaperone')}
          options={offers.map((value) => ({ value, label: t(`people.chaperones.${value}`) }))}
          value={chaperone?.answer ?? null}
          onChange={(value) =>
            set({
              chaperone: {
                answer: offers.find((one) => one === value) ?? 'not-offered',
                name: value === 'accepted' ? (chaperone?.name ?? '') : '',
                ...(value === 'not-offered' && { reason: chaperone?.reason ?? '' }),
              },
            })
          }
        />
        {chaperone?.answer === 'not-offered' && (
          <TextInput
            label={t('people.chaperoneReason')}
            maxLength={200}
            value={chaperone.reason ?? ''}
            onChange={(event) => set({ chaperone: { ...chaperone, reason: event.currentTarget.value } })}
          />
        )}
        {chaperone?.answer === 'accepted' && (
          <TextInput
            label={t('people.chaperoneName')}
            maxLength={200}
            value={chaperone.name}
            onChange={(event) => set({ chaperone: { ...chaperone, name: event.currentTarget.value } })}
          />
        )}
      </div>
    </section>
  );
}
