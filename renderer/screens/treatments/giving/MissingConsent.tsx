import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MissingCover } from '../../../../shared/contract/errors.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { regionNames } from '../../../parts/places.ts';
import { Notice } from '../../../ui/Notice.tsx';
import css from '../treatments.module.css';

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
export function MissingConsent(props: MissingConsentProps) {
  const { missing, patientId, appointmentId, reference, parts = [], technique, sites = [] } = props;
  const { t } = useTranslation('treatments');
  const navigate = useNavigate();
  const regionName = useMemo(() => regionNames(reference.data), [reference]);
  const nameOf = ({ kind, id }: MissingCover) => {
    if (kind === 'technique') return reference.techniques.get(id)?.name ?? id;
    if (kind === 'substance')
      return id
        .split('+')
        .map((part) => reference.substances.get(part)?.name ?? part)
        .join(' + ');
    if (kind === 'lung-field') return t('gate.lung');
    const [region = '', side = ''] = id.split(':');
    const name = regionName.get(region) ?? reference.sites.get(region)?.name ?? region.replaceAll('-', ' ');
    const place = side === 'left' || side === 'right' ? `${name}, ${t(`side.${side}`)}` : name;
    return kind === 'retained-needle' ? t('gate.needle', { place }) : place;
  };
  const idsOf = (kind: MissingCover['kind']) =>
    missing.filter((item) => item.kind === kind).map(({ id }) => id);
  const ofSite = (key: string) => {
    const [siteId = '', side = ''] = key.split(':');
    const region = reference.sites.get(siteId)?.region;
    return region === undefined ? [] : [`${region}:${side}`];
  };
  const open = () =>
    void navigate({
      to: '/consents/new',
      search: {
        patient: patientId,
        ...(appointmentId !== null && { appointment: appointmentId }),
        techniques: [
          ...new Set([...idsOf('technique'), ...(technique === undefined ? [] : [technique])]),
        ].join(','),
        // A `+` joins the parts of one syringe.
        substances: parts.length > 0 ? parts.join('+') : idsOf('substance').join(','),
        regions: [...new Set([...idsOf('region'), ...sites.flatMap(ofSite)])].join(','),
        ...(idsOf('retained-needle').length > 0 && { retained: idsOf('retained-needle').join(',') }),
      },
    });
  return (
    <Notice
      tone="clay"
      title={t('gate.title')}
      live
      action={<Button onClick={open}>{t('gate.open')}</Button>}
    >
      <ul className={css['missing']}>
        {missing.map((item) => (
          <li key={`${item.kind}${item.id}${item.reason}`}>
            <b>{nameOf(item)}</b>{' '}
            {item.disclosureClass !== undefined && `(${t(`class.${item.disclosureClass}`)}) `}–{' '}
            {t(`gate.reason.${item.reason}`)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
