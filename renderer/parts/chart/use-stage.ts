import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';
import type { Point } from '../../../shared/rules/body-chart.ts';
import { panBy, whole, zoomAt, zoomOf, type Camera, type World } from './camera.ts';

/** The point of the drawing under a point of the window. */
export function onSheet(
  svg: SVGSVGElement | null,
  { clientX, clientY }: Pick<PointerEvent, 'clientX' | 'clientY'>,
): Point {
  const matrix = svg?.getScreenCTM()?.inverse();
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix);
  return { x, y };
}

interface StageOptions {
  svg: RefObject<SVGSVGElement | null>;
  world: World;
  /** While a line is drawn, one finger draws; two still move the sheet. */
  draws: boolean;
  onStart: (at: Point) => void;
  onDraw: (at: Point) => void;
  onEnd: (kept: boolean) => void;
}

interface Held {
  id: number;
  x: number;
  y: number;
}

/** A hand that shakes by this many pixels still clicks. */
const still = 5;

/** Zoom by wheel with Ctrl and by two fingers, pan by drag; the page scrolls as ever where the whole drawing is in sight. */
export function useStage({ svg, world, draws, onStart, onDraw, onEnd }: StageOptions) {
  const [camera, setCamera] = useState<Camera>(() => whole(world));
  const [shown, setShown] = useState(world);
  if (shown.width !== world.width || shown.height !== world.height) {
    setShown(world);
    setCamera(whole(world));
  }
  const held = useRef<Held[]>([]);
  const moved = useRef(false);
  const drawing = useRef(false);

  useEffect(() => {
    const element = svg.current;
    if (element === null) return;
    // React listens passively: neither a zoom nor a second finger could be kept from the page.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const at = onSheet(element, event);
      setCamera((before) => zoomAt(before, world, at, Math.exp(-event.deltaY / 300)));
    };
    const onTouch = (event: TouchEvent) => {
      if (event.touches.length > 1 && event.cancelable) event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('touchstart', onTouch, { passive: false });
    element.addEventListener('touchmove', onTouch, { passive: false });
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('touchstart', onTouch);
      element.removeEventListener('touchmove', onTouch);
    };
  }, [svg, world]);

  const zoomed = zoomOf(camera, world) > 1.001;
  const finish = (kept: boolean) => {
    if (drawing.current) onEnd(kept);
    drawing.current = false;
  };
  const pointers = {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      if (event.button > 0) return;
      held.current = [
        ...held.current.filter(({ id }) => id !== event.pointerId),
        { id: event.pointerId, x: event.clientX, y: event.clientY },
      ];
      if (held.current.length > 1) {
        finish(false);
        moved.current = true;
        return;
      }
      moved.current = false;
      if (!draws) return;
      drawing.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      onStart(onSheet(svg.current, event));
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      const mine = held.current.find(({ id }) => id === event.pointerId);
      if (mine === undefined) return;
      if (drawing.current) {
        onDraw(onSheet(svg.current, event));
        return;
      }
      const [x, y] = [event.clientX, event.clientY];
      if (!moved.current && Math.hypot(x - mine.x, y - mine.y) < still) return;
      const other = held.current.find(({ id }) => id !== event.pointerId);
      const scale = svg.current?.getScreenCTM()?.a ?? 1;
      if (other !== undefined) {
        const before = Math.hypot(mine.x - other.x, mine.y - other.y);
        const now = Math.hypot(x - other.x, y - other.y);
        const middle = onSheet(svg.current, { clientX: (x + other.x) / 2, clientY: (y + other.y) / 2 });
        setCamera((last) =>
          panBy(
            zoomAt(last, world, middle, before === 0 ? 1 : now / before),
            world,
            -(x - mine.x) / 2 / scale,
            -(y - mine.y) / 2 / scale,
          ),
        );
      } else if (zoomed) {
        if (!event.currentTarget.hasPointerCapture(event.pointerId))
          event.currentTarget.setPointerCapture(event.pointerId);
        setCamera((last) => panBy(last, world, -(x - mine.x) / scale, -(y - mine.y) / scale));
      } else return;
      moved.current = true;
      [mine.x, mine.y] = [x, y];
    },
    onPointerUp: (event: PointerEvent<SVGSVGElement>) => {
      held.current = held.current.filter(({ id }) => id !== event.pointerId);
      finish(true);
    },
    onPointerCancel: (event: PointerEvent<SVGSVGElement>) => {
      held.current = held.current.filter(({ id }) => id !== event.pointerId);
      finish(false);
    },
    // A drag ends with a click that nobody meant.
    onClickCapture: (event: { stopPropagation: () => void }) => {
      if (moved.current) event.stopPropagation();
      moved.current = false;
    },
  };
  return { camera, setCamera, zoomed, pointers };
}
