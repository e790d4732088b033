import { useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../shared/contract/index.ts';
import type { Product } from '../../../shared/contract/stock.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { useTrouble } from '../../desk.ts';
import { printPaper, savePaper } from '../../paper.ts';
import { api } from '../../rpc.ts';
import { DateHabit } from '../../ui/date-habit.ts';
import { PaperDialog } from '../../ui/PaperDialog.tsx';
import { notify } from '../../ui/toast.tsx';
import { AmountDialog } from './AmountDialog.tsx';
import { LowerDialog, ReviewDialog, UnlowerDialog } from './ClassDialogs.tsx';
import { HistoryDialog } from './HistoryDialog.tsx';
import { LotConfirm } from './LotConfirm.tsx';
import { ApproveOwnDialog, BlockOwnDialog } from './OwnApproval.tsx';
import { OwnDialog } from './OwnDialog.tsx';
import { ProductDialog } from './ProductDialog.tsx';
import { ReceiveDialog } from './ReceiveDialog.tsx';
import { RecipeDialog } from './RecipeDialog.tsx';
import type { Task } from './tasks.ts';

interface StockTaskProps {
  task: Task;
  products: readonly Product[];
  reference: Reference;
  /** An entry of the clinic's own was written. */
  onEntered: (substanceId: string) => void;
  onClose: () => void;
}

/** The dialog in which a task is done. */
export function StockTask({ task, products, reference, onEntered, onClose }: StockTaskProps) {
  const { t } = useTranslation('stock');
  const { today } = useContext(DateHabit);
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
      return <StockPaper title={t('paper')} make={() => api.documents.stockList()} onClose={onClose} />;
    case 'print-injections':
      return (
        <StockPaper
          title={t('given.paper')}
          make={() => api.documents.injectionRegister(task.filter)}
          onClose={onClose}
        />
      );
    case 'lower':
      return <LowerDialog substance={task.substance} today={today()} onClose={onClose} />;
    case 'review':
      return <ReviewDialog substance={task.substance} today={today()} onClose={onClose} />;
    case 'own':
      return <OwnDialog {...task} reference={reference} onSaved={onEntered} onClose={onClose} />;
    case 'approve-own':
      return <ApproveOwnDialog substance={task.substance} today={today()} onClose={onClose} />;
    case 'block-own':
      return <BlockOwnDialog substance={task.substance} onClose={onClose} />;
    case 'unlower':
      return <UnlowerDialog approvalId={task.approvalId} onClose={onClose} />;
  }
}

interface StockPaperProps {
  title: string;
  make: () => Promise<Outputs['documents']['stockList']>;
  onClose: () => void;
}

function StockPaper({ title, make, onClose }: StockPaperProps) {
  const trouble = useTrouble();
  const paper = useQuery({ queryKey: ['stock-paper', title], queryFn: make, gcTime: 0, staleTime: Infinity });
  const say = (error: unknown) => notify({ text: trouble(error).text, tone: 'bad' });
  const { data } = paper;
  return (
    <PaperDialog
      opened
      title={title}
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
