import type * as Phaser from 'phaser';
import type { Rect } from '../layout/rect.ts';
import type { Raster } from './raster.ts';

/**
 * Brings the painted parts of a raster to its texture. The engine itself uploads a whole canvas for every change; where it draws
 * with a 2D context it uses the canvas as it is.
 */
export function upload(game: Phaser.Game, textureKey: string, raster: Raster, parts: readonly Rect[]): void {
  const source = game.textures.get(textureKey).source[0];
  const renderer = game.renderer as Phaser.Renderer.WebGL.WebGLRenderer;
  const { gl } = renderer;
  if (!gl || gl.isContextLost()) return;
  const { width, height } = raster.canvas!;
  const pixels = parts.reduce((sum, part) => sum + part.w * part.h, 0);
  if (pixels > width * height * 0.6) {
    source.update();
    return;
  }
  const wrapper = source.glTexture!;
  renderer.glTextureUnits.bind(wrapper, 0);
  renderer.glWrapper.updateTexturing({
    texturing: { flipY: wrapper.flipY, premultiplyAlpha: wrapper.pma },
  });
  for (const part of parts)
    gl.texSubImage2D(
      gl.TEXTURE_2D,
      0,
      part.x,
      wrapper.flipY ? height - part.y - part.h : part.y,
      gl.RGBA,
      gl.UNSIGNED_BYTE,
      raster.read(part),
    );
}
