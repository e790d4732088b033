import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type IdentityItem, identityItem } from '../../shared/contract/appointments.ts';
import type { PatientLine } from '../../shared/contract/patients.ts';
import { q } from '../rpc.ts';
import { useSayDate } from '../ui/date-habit.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { KeyHint } from '../ui/Tag.tsx';
import css from './IdentityDialog.module.css';

interface IdentityDialogProps {
  patient: PatientLine;
  /** What was confirmed; null when the desk goes on without. */
  onConfirm: (confirmed: IdentityItem[] | null) => void;
  /** Whether going on without is offered: not where nothing but the confirming is wanted. */
  mayGoWithout: boolean;
  confirmLabel: string;
  onClose: () => void;
}

/** Asks for two things by which the patient is recognised: the digits choose, Enter goes on. */
export function IdentityDialog({
  patient,
  onConfirm,
  mayGoWithout,
  confirmLabel,
  onClose,
}: IdentityDialogProps) {
  const { t } = useTranslation(['parts', 'ui']);
  const sayDate = useSayDate();
  const [chosen, setChosen] = useState<readonly IdentityItem[]>([]);
  const record = useQuery(q.patients.open.queryOptions({ input: { id: patient.id } }));
  const address = record.data?.identity.addressLines.join(', ') ?? '';
  const value: Record<IdentityItem, string> = {
    name: patient.name,
    'birth-date': sayDate(patient.birthDate),
    phone: patient.phone,
    address,
    number: patient.number,
    document: t('identity.documentHint'),
    known: t('identity.knownHint'),
  };
  const items = identityItem.options.filter((item) => value[item] !== '');
  const toggle = (item: IdentityItem) =>
    setChosen((before) => (before.includes(item) ? before.filter((one) => one !== item) : [...before, item]));
  const enough = chosen.length >= 2;
  const onKeyDown = (event: KeyboardEvent) => {
    const item = items[Number(event.key) - 1];
    if (item !== undefined && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      toggle(item);
    }
    if (
      event.key === 'Enter' &&
      enough &&
      !(event.target instanceof HTMLButtonElement && event.target.dataset['choice'] === undefined)
    ) {
      event.preventDefault();
      onConfirm([...chosen]);
    }
  };
  return (
    <Dialog opened onClose={onClose} title={t('identity.title', { name: patient.name })} size={460}>
      <div className={css['dialog']} onKeyDown={onKeyDown}>
        <p className={css['lead']} id="identity-lead">
          {t('identity.lead')}
        </p>
        <div role="group" aria-labelledby="identity-lead" className={css['items']}>
          {items.map((item, index) => (
            <button
              key={item}
              type="button"
              data-choice
              data-autofocus={index === 0 || undefined}
              className={css['item']}
              aria-pressed={chosen.includes(item)}
              onClick={() => toggle(item)}
            >
              <KeyHint keys={[String(index + 1)]} />
              <span className={css['what']}>{t(`identity.item.${item}`)}</span>
              <span className={css['value']}>{value[item]}</span>
            </button>
          ))}
        </div>
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          {mayGoWithout && (
            <Button variant="default" onClick={() => onConfirm(null)}>
              {t('identity.without')}
            </Button>
          )}
          <Button disabled={!enough} onClick={() => onConfirm([...chosen])}>
            {confirmLabel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
