import { Trans, useLingui } from "@lingui/react/macro";
import { memo, useCallback, useSyncExternalStore } from "react";
import { CardColumn } from "../board/CardColumn";
import type { DrawCard } from "../board/CardList";
import { number } from "../session/formats";
import { BoardCard } from "./BoardCard";
import type { BoardStore } from "./boardStore";
import { ColumnHead } from "./ColumnHead";

type Props = {
  store: BoardStore;
  id: string;
  active: string | null;
  held: string | null;
  /** Whether its turn has come to show its cards. */
  isDrawn: boolean;
  onMore: (id: string) => void;
};

/** The deals of one stage. */
export const BoardColumn = memo(function BoardColumn({ store, id, ...rest }: Props) {
  const { t } = useLingui();
  const column = useSyncExternalStore(
    (listener) => store.subscribe(id, listener),
    () => store.column(id),
  );
  const draw = useCallback<DrawCard>((card, at) => <BoardCard store={store} id={card} {...at} />, [store]);
  if (!column) return null;
  const name = column.name;
  const count = number(column.count);
  const { ids, hasMore, loading, byHand } = column;
  return (
    <CardColumn
      {...{ id, ids, hasMore, loading, byHand, draw, ...rest }}
      label={t`${name}, ${count} deals`}
      head={<ColumnHead column={column} />}
      empty={<Trans>No deals here</Trans>}
    />
  );
});
