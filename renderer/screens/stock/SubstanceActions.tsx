import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Substance } from '../../../shared/contract/reference.ts';
import type { CatalogueEntry, OwnVersion } from '../../../shared/contract/substances.ts';
import { useMay } from '../../desk.ts';
import type { Task } from './tasks.ts';

interface SubstanceActionsProps {
  substance: Substance;
  entry: CatalogueEntry;
  versions: readonly OwnVersion[];
  onTask: (task: Task) => void;
}

/** What can be done about an entry by whoever looks at it. */
export function SubstanceActions({ substance, entry, versions, onTask }: SubstanceActionsProps) {
  const { t } = useTranslation('stock');
  const mayDecide = useMay('catalogue.write') === true;
  const mayEnter = useMay('stock.write') === true;
  const { own, placeholder } = substance;
  const [newest = null] = versions;
  const isNamed = versions.some(({ approvals }) => approvals.length > 0);
  const stands = entry.approvals.find(({ ended }) => ended === null);
  if (placeholder === true) {
    const begun = substance.disclosureClass === 'drug' ? 'drug' : 'biological-substance';
    return mayEnter ? (
      <Button onClick={() => onTask({ kind: 'own', substanceId: null, newest: null, named: false, begun })}>
        {t('own.new')}
      </Button>
    ) : null;
  }
  return (
    <>
      {own !== undefined && mayEnter && newest !== null && (
        <Button
          variant="default"
          onClick={() =>
            onTask({ kind: 'own', substanceId: substance.id, newest, named: isNamed, begun: null })
          }
        >
          {t('own.edit')}
        </Button>
      )}
      {own !== undefined && mayDecide && (
        <Button
          variant={own.approved ? 'default' : 'filled'}
          onClick={() => onTask({ kind: own.approved ? 'block-own' : 'approve-own', substance })}
        >
          {t(own.approved ? 'own.blockOpen' : 'own.approveOpen')}
        </Button>
      )}
      {mayDecide && stands !== undefined && (
        <Button variant="default" onClick={() => onTask({ kind: 'unlower', approvalId: stands.id })}>
          {t('catalogue.end')}
        </Button>
      )}
      {mayDecide && stands === undefined && entry.notLowered === null && (
        <Button variant="default" onClick={() => onTask({ kind: 'lower', substance })}>
          {t('catalogue.lower')}
        </Button>
      )}
      {mayDecide && (
        <Button variant="default" onClick={() => onTask({ kind: 'review', substance })}>
          {t('catalogue.review')}
        </Button>
      )}
    </>
  );
}
