import type { Point } from '../../../shared/rules/body-chart.ts';

/** The part of the drawing that is in sight, in its own units; of the drawing's proportions. */
export interface Camera extends Point {
  w: number;
  h: number;
}

export interface World {
  width: number;
  height: number;
}

/** Ten needles in a neck stand apart at this size. */
export const nearest = 8;

export function whole({ width, height }: World): Camera {
  return { x: 0, y: 0, w: width, h: height };
}

export function zoomOf({ w }: Camera, { width }: World): number {
  return width / w;
}

/** Never past the rim of the drawing. */
function within({ x, y, w, h }: Camera, { width, height }: World): Camera {
  const keep = (at: number, size: number, all: number) => Math.min(Math.max(at, 0), Math.max(0, all - size));
  return { x: keep(x, w, width), y: keep(y, h, height), w, h };
}

/** Nearer or farther by that factor; what lies at the point stays where it is seen, as far as the rim lets it. */
export function zoomAt(camera: Camera, world: World, at: Point, factor: number): Camera {
  const zoom = Math.min(Math.max(zoomOf(camera, world) * factor, 1), nearest);
  const [w, h] = [world.width / zoom, world.height / zoom];
  const [across, down] = [(at.x - camera.x) / camera.w, (at.y - camera.y) / camera.h];
  return within({ x: at.x - across * w, y: at.y - down * h, w, h }, world);
}

export function middleOf({ x, y, w, h }: Camera): Point {
  return { x: x + w / 2, y: y + h / 2 };
}

export function zoomMiddle(camera: Camera, world: World, factor: number): Camera {
  return zoomAt(camera, world, middleOf(camera), factor);
}

export function panBy(camera: Camera, world: World, dx: number, dy: number): Camera {
  return within({ ...camera, x: camera.x + dx, y: camera.y + dy }, world);
}

/** The smallest move that brings the point into sight, with a margin of an eighth around it. */
export function bring(camera: Camera, world: World, { x, y }: Point): Camera {
  const move = (at: number, from: number, size: number) => {
    const margin = size / 8;
    if (at < from + margin) return at - from - margin;
    return at > from + size - margin ? at - from - size + margin : 0;
  };
  return panBy(camera, world, move(x, camera.x, camera.w), move(y, camera.y, camera.h));
}
