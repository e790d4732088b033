import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MissingCover } from '../../../shared/contract/errors.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { Notice } from '../../ui/Notice.tsx';
import css from './treatments.module.css';

interface MissingConsentProps {
  missing: readonly MissingCover[];
  patientId: string;
  appointmentId: string | null;
  reference: Reference;
  /** What the syringe would hold, so that the consent opens with the same mixture. */
  parts?: readonly string[];
  technique?: string;
  sites?: readonly string[];
}

/** The gate said no: what is missing, in words, and the way to a consent that already has it filled in. */
export function MissingConsent({ missing, patientId, appointmentId, reference, parts = [], technique, sites = [] }: MissingConsentProps) {
  const { t } = useTranslation('treatments');
  const navigate = useNavigate();
  const nameOf = ({ kind, id }: MissingCover) => {
    if (kind === 'technique') return reference.techniques.get(id)?.name ?? id;
    if (kind === 'substance') return reference.substances.get(id)?.name ?? id;
    return id.replaceAll('-', ' ').replace(':', ', ');
  };
  const idsOf = (kind: MissingCover['kind']) => missing.filter((item) => item.kind === kind).map((item) => item.id);
  const regions = new Set([...idsOf('region'), ...sites.map((key) => { const [siteId = '', side = ''] = key.split(':'); return `${reference.sites.get(siteId)?.region ?? ''}:${side}`; })]);
  const open = () =>
    void navigate({
      to: '/consents/new',
      search: {
        patient: patientId,
        ...(appointmentId !== null && { appointment: appointmentId }),
        techniques: [...new Set([...idsOf('technique'), ...(technique === undefined ? [] : [technique])])].join(','),
        // A `+` joins the parts of one syringe.
        substances: parts.length > 0 ? parts.join('+') : idsOf('substance').join(','),
        regions: [...regions].filter((region) => !region.startsWith(':')).join(','),
      },
    });
  return (
    <Notice tone="clay" title={t('gate.title')} live action={<Button onClick={open}>{t('gate.open')}</Button>}>
      <ul className={css['missing']}>
        {missing.map((item) => (
          <li key={`${item.kind}${item.id}${item.reason}`}>
            <b>{nameOf(item)}</b> {item.disclosureClass !== undefined && `(${t(`class.${item.disclosureClass}`)}) `}– {t(`gate.reason.${item.reason}`)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
