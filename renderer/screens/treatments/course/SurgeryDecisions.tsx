import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CourseInput } from '../../../../shared/contract/treatments.ts';
import { useWhen } from '../../../parts/when.ts';
import { DateField, FieldGrid, Span } from '../../../ui/Fields.tsx';
import { Section } from '../../../ui/Section.tsx';
import type { CoursePart } from './CourseFields.tsx';
import { useToday } from '../use-today.ts';
import css from '../treatments.module.css';

type Decision = CourseInput['surgeryDecisions'][number];
export const surgeryStates = ['suggested', 'not-now', 'planned', 'declined', 'not-needed'] as const;

/** What was said about an operation, when, why and by whom; what stands is kept, and a change of mind is a new line. */
export function SurgeryDecisions({ value, set, kept = 0 }: CoursePart & { kept?: number }) {
  const { t } = useTranslation(['treatments', 'courses']);
  const when = useWhen();
  const today = useToday();
  const put = (at: number, change: Partial<Decision>) =>
    set({
      surgeryDecisions: value.surgeryDecisions.map((one, index) =>
        index === at ? { ...one, ...change } : one,
      ),
    });
  return (
    <Section
      title={t('surgery.title')}
      count={value.surgeryDecisions.length}
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            set({
              surgeryDecisions: [
                ...value.surgeryDecisions,
                { state: 'suggested', on: today, reason: '', reviewedBy: '' },
              ],
            })
          }
        >
          {t('surgery.add')}
        </Button>
      }
    >
      {value.surgeryDecisions.length === 0 && <p className={css['soft']}>{t('surgery.none')}</p>}
      <div className={css['choices']}>
        {value.surgeryDecisions.slice(0, kept).map(({ state, on, reason, reviewedBy }, at) => (
          // oxlint-disable-next-line react/no-array-index-key
          <div key={at}>
            <b>{t(`surgery.states.${state}`)}</b> · {when.day(on)}
            {reason !== '' && ` · ${reason}`}
            {reviewedBy !== '' && ` (${reviewedBy})`}
          </div>
        ))}
        {kept > 0 && <p className={css['soft']}>{t('courses:plan.kept')}</p>}
        {value.surgeryDecisions.map((decision, at) =>
          at < kept ? null : (
            // A decision has no id; its place in the order of time tells it apart.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={at} className={css['part']} role="group" aria-label={`${t('surgery.title')} ${at + 1}`}>
              <FieldGrid>
                <Span of={3}>
                  <Select
                    label={t('surgery.state')}
                    allowDeselect={false}
                    value={decision.state}
                    data={surgeryStates.map((state) => ({
                      value: state,
                      label: t(`surgery.states.${state}`),
                    }))}
                    onChange={(state) => put(at, { state: (state ?? decision.state) as Decision['state'] })}
                  />
                </Span>
                <Span of={3}>
                  <DateField
                    label={t('surgery.on')}
                    required
                    value={decision.on}
                    onChange={(on) => put(at, { on })}
                  />
                </Span>
                <Span of={5}>
                  <TextInput
                    label={t('surgery.reviewedBy')}
                    required
                    maxLength={120}
                    value={decision.reviewedBy}
                    onChange={(event) => put(at, { reviewedBy: event.currentTarget.value })}
                  />
                </Span>
                <Span of={1}>
                  <ActionIcon
                    className={css['rowEnd']}
                    color="red"
                    aria-label={t('surgery.remove')}
                    onClick={() =>
                      set({ surgeryDecisions: value.surgeryDecisions.filter((_, index) => index !== at) })
                    }
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </Span>
                <Span of={12}>
                  <TextInput
                    label={t('reason')}
                    required
                    maxLength={500}
                    value={decision.reason}
                    onChange={(event) => put(at, { reason: event.currentTarget.value })}
                  />
                </Span>
              </FieldGrid>
            </div>
          ),
        )}
      </div>
    </Section>
  );
}
