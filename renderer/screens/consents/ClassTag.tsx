import { IconDroplet, IconFlask2, IconLeaf, IconPill } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DisclosureClass } from '../../../shared/contract/values.ts';
import { Tag, type Tone } from '../../ui/Tag.tsx';

const signs = {
  drug: { tone: 'clay', icon: <IconPill size={13} /> },
  'biological-substance': { tone: 'ok', icon: <IconLeaf size={13} /> },
  'device-substance': { tone: 'info', icon: <IconFlask2 size={13} /> },
  vehicle: { tone: 'neutral', icon: <IconDroplet size={13} /> },
} satisfies Record<DisclosureClass, { tone: Tone; icon: React.ReactNode }>;

/** What the patient is told a substance is: word, sign and colour. */
export function ClassTag({ disclosureClass }: { disclosureClass: DisclosureClass }) {
  const { t } = useTranslation('consents');
  const { tone, icon } = signs[disclosureClass];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`class.${disclosureClass}`)}
    </Tag>
  );
}
