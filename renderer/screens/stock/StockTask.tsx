import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Product } from '../../../shared/contract/stock.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { useTrouble } from '../../desk.ts';
import { printPaper, savePaper } from '../../paper.ts';
import { q } from '../../rpc.ts';
import { PaperDialog } from '../../ui/PaperDialog.tsx';
import { notify } from '../../ui/toast.tsx';
import { AmountDialog } from './AmountDialog.tsx';
import { HistoryDialog } from './HistoryDialog.tsx';
import { LotConfirm } from './LotConfirm.tsx';
import { ProductDialog } from './ProductDialog.tsx';
import { ReceiveDialog } from './ReceiveDialog.tsx';
import { RecipeDialog } from './RecipeDialog.tsx';
import type { Task } from './tasks.ts';

interface StockTaskProps {
  task: Task;
  products: readonly Product[];
  reference: Reference;
  onClose: () => void;
}

/** The dialog in which a task is done. */
export function StockTask({ task, products, reference, onClose }: StockTaskProps) {
  switch (task.kind) {
    case 'receive':
      return (
        <ReceiveDialog
          products={products}
          reference={reference.data}
          productId={task.productId}
          onClose={onClose}
        />
      );
    case 'product':
      return <ProductDialog product={task.product} reference={reference.data} onClose={onClose} />;
    case 'count':
    case 'waste':
      return <AmountDialog {...task} onClose={onClose} />;
    case 'discard':
    case 'freeze':
    case 'release':
      return <LotConfirm task={task} onClose={onClose} />;
    case 'history':
      return <HistoryDialog {...task} onClose={onClose} />;
    case 'recipe':
      return (
        <RecipeDialog recipe={task.recipe} products={products} reference={reference} onClose={onClose} />
      );
    case 'print':
      return <StockPaper onClose={onClose} />;
  }
}

function StockPaper({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('stock');
  const trouble = useTrouble();
  const paper = useQuery({ ...q.documents.stockList.queryOptions(), gcTime: 0 });
  const say = (error: unknown) => notify({ text: trouble(error).text, tone: 'bad' });
  const { data } = paper;
  return (
    <PaperDialog
      opened
      title={t('paper')}
      file={data?.file ?? null}
      loading={paper.isPending}
      error={paper.error === null ? undefined : trouble(paper.error).text}
      {...(data !== undefined && {
        onPrint: () => void printPaper(data.file).catch(say),
        onSave: () => void savePaper(data.file, data.title).catch(say),
      })}
      onClose={onClose}
    />
  );
}
