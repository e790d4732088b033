import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../../shared/contract/staff.ts';
import { NumberField } from '../../ui/Fields.tsx';
import { type LengthDraft, lengthDraft } from './phases.ts';
import css from './phases.module.css';

interface TypeLengthsProps {
  lengths: readonly LengthDraft[];
  people: readonly Member[];
  minutes: number;
  onChange: (lengths: LengthDraft[]) => void;
}

/** Lengths of those practitioners who take another time for this kind of visit. */
export function TypeLengths({ lengths, people, minutes, onChange }: TypeLengthsProps) {
  const { t } = useTranslation('phases');
  const without = people.filter(({ id }) => !lengths.some((one) => one.practitionerId === id));
  const put = (key: number, change: Partial<LengthDraft>) =>
    onChange(lengths.map((one) => (one.key === key ? { ...one, ...change } : one)));
  return (
    <div className={css['stack']}>
      <p className={css['lead']}>
        <strong>{t('lengths.title')}</strong> {t('lengths.lead', { minutes })}
      </p>
      {lengths.map((one) => {
        const name = people.find(({ id }) => id === one.practitionerId)?.displayName ?? '';
        return (
          <div key={one.key} className={css['lengthRow']} role="group" aria-label={name}>
            <Select
              aria-label={t('lengths.practitioner')}
              allowDeselect={false}
              value={one.practitionerId}
              data={people
                .filter(({ id }) => id === one.practitionerId || without.some((free) => free.id === id))
                .map(({ id, displayName }) => ({ value: id, label: displayName }))}
              onChange={(id) => put(one.key, { practitionerId: id ?? one.practitionerId })}
            />
            <NumberField
              label={<span className={css['hidden']}>{t('lengths.minutes')}</span>}
              unit="min"
              step="5"
              min="5"
              max="480"
              value={one.minutes}
              onChange={(value) => put(one.key, { minutes: value })}
            />
            <ActionIcon
              variant="subtle"
              aria-label={t('lengths.remove', { name })}
              onClick={() => onChange(lengths.filter(({ key }) => key !== one.key))}
            >
              <IconTrash size={15} />
            </ActionIcon>
          </div>
        );
      })}
      <div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          disabled={without.length === 0}
          onClick={() => onChange([...lengths, lengthDraft(without[0]?.id ?? '', minutes)])}
        >
          {t('lengths.add')}
        </Button>
      </div>
    </div>
  );
}
