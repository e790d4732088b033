import { ActionIcon, Button, Checkbox, Radio, Select, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceKind } from '../../../shared/rules/phases.ts';
import { NumberField } from '../../ui/Fields.tsx';
import { draftOf, type PhaseDraft } from './phases.ts';
import css from './phases.module.css';

const kinds = ['laser', 'electrical', 'magnetic'] as const;
const holds = ['patient', 'practitioner', 'room'] as const;

interface PhaseTableProps {
  drafts: readonly PhaseDraft[];
  onChange: (drafts: PhaseDraft[]) => void;
}

/** Every part with what it keeps busy. Moved up and down by buttons; the moved part keeps the focus. */
export function PhaseTable({ drafts, onChange }: PhaseTableProps) {
  const { t } = useTranslation('phases');
  const body = useRef<HTMLTableSectionElement>(null);
  const put = (key: number, change: Partial<PhaseDraft>) =>
    onChange(drafts.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const focus = (key: number, which: string) =>
    requestAnimationFrame(() =>
      body.current?.querySelector<HTMLElement>(`[data-key="${key}"] [data-act="${which}"]`)?.focus(),
    );
  const shift = (index: number, by: 1 | -1) => {
    const moved = [...drafts];
    const [one] = moved.splice(index, 1);
    if (one === undefined) return;
    moved.splice(index + by, 0, one);
    onChange(moved);
    const edge = index + by === 0 || index + by === drafts.length - 1;
    focus(one.key, edge === by < 0 ? 'down' : 'up');
  };
  return (
    <>
      <div className={css['scroll']}>
        <table className={css['table']} aria-label={t('title')}>
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('minutes')}</th>
              {holds.map((one) => (
                <th key={one} scope="col" className={css['tick']}>
                  {t(one)}
                </th>
              ))}
              <th scope="col">{t('device')}</th>
              <th scope="col" className={css['tick']} title={t('stretchesHint')}>
                {t('stretches')}
              </th>
              <th aria-hidden />
            </tr>
          </thead>
          <tbody ref={body}>
            {drafts.map((one, index) => {
              const part = one.name.trim() || t('part', { number: index + 1 });
              const named = (what: string) => t('of', { what, part });
              return (
                <tr key={one.key} data-key={one.key}>
                  <td>
                    <TextInput
                      aria-label={named(t('name'))}
                      value={one.name}
                      maxLength={40}
                      data-act="name"
                      onChange={(event) => put(one.key, { name: event.currentTarget.value })}
                    />
                  </td>
                  <td className={css['minutes']}>
                    <NumberField
                      label={<span className={css['hidden']}>{named(t('minutes'))}</span>}
                      step="5"
                      min="5"
                      max="480"
                      value={one.minutes}
                      onChange={(minutes) => put(one.key, { minutes })}
                    />
                  </td>
                  {holds.map((what) => (
                    <td key={what} className={css['tick']}>
                      <Checkbox
                        aria-label={named(t(what))}
                        checked={one[what]}
                        onChange={(event) => put(one.key, { [what]: event.currentTarget.checked })}
                      />
                    </td>
                  ))}
                  <td className={css['device']}>
                    <Select
                      aria-label={named(t('device'))}
                      allowDeselect={false}
                      value={one.deviceKind ?? 'none'}
                      data={[
                        { value: 'none', label: t('noDevice') },
                        ...kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
                      ]}
                      onChange={(value) =>
                        put(one.key, {
                          deviceKind: kinds.find((kind): kind is DeviceKind => kind === value) ?? null,
                        })
                      }
                    />
                  </td>
                  <td className={css['tick']}>
                    <Radio
                      name="stretches"
                      aria-label={named(t('stretches'))}
                      checked={one.stretches}
                      onChange={() =>
                        onChange(drafts.map((other) => ({ ...other, stretches: other.key === one.key })))
                      }
                    />
                  </td>
                  <td className={css['acts']}>
                    <ActionIcon
                      variant="subtle"
                      aria-label={t('up', { part })}
                      data-act="up"
                      disabled={index === 0}
                      onClick={() => shift(index, -1)}
                    >
                      <IconArrowUp size={15} />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      aria-label={t('down', { part })}
                      data-act="down"
                      disabled={index === drafts.length - 1}
                      onClick={() => shift(index, 1)}
                    >
                      <IconArrowDown size={15} />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      aria-label={t('remove', { part })}
                      disabled={drafts.length === 1}
                      onClick={() => {
                        onChange(drafts.filter(({ key }) => key !== one.key));
                        const next = drafts[index + 1] ?? drafts[index - 1];
                        if (next) focus(next.key, 'name');
                      }}
                    >
                      <IconTrash size={15} />
                    </ActionIcon>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          disabled={drafts.length >= 12}
          onClick={() => {
            const added = draftOf({
              ...{ name: '', minutes: 5, practitioner: false, room: true, deviceKind: null },
              ...{ patient: false, stretches: false },
            });
            onChange([...drafts, added]);
            focus(added.key, 'name');
          }}
        >
          {t('add')}
        </Button>
      </div>
    </>
  );
}
