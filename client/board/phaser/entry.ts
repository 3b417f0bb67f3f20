/// <reference path="./modules.d.ts" />
/*
 * The part of Phaser that the board needs, taken file by file: Phaser's own bundles cannot be shaken.
 * Importing a plugin's file registers it.
 */
import type * as Phaser from 'phaser';
import 'phaser-src/polyfills/requestVideoFrame.js';
// Enters a circle of modules at the one point from which it can be closed: before anything else.
import 'phaser-src/renderer/index.js';
import 'phaser-src/cameras/2d/index.js';
import 'phaser-src/events/EventEmitter.js';
import 'phaser-src/gameobjects/DisplayList.js';
import 'phaser-src/gameobjects/GameObjectCreator.js';
import 'phaser-src/gameobjects/GameObjectFactory.js';
import 'phaser-src/gameobjects/UpdateList.js';
import 'phaser-src/scene/ScenePlugin.js';
import constants from 'phaser-src/const.js';
import GameClass from 'phaser-src/core/Game.js';
import ImageClass from 'phaser-src/gameobjects/image/Image.js';
import SceneClass from 'phaser-src/scene/Scene.js';

export const Game: typeof Phaser.Game = GameClass;
export const Scene: typeof Phaser.Scene = SceneClass;
export const Image: typeof Phaser.GameObjects.Image = ImageClass;
export const AUTO: number = constants.AUTO;
/** `game.renderer.type` where the browser gave us WebGL. */
export const WEBGL: number = constants.WEBGL;
/** `game.renderer.type` of the fallback. */
export const CANVAS: number = constants.CANVAS;
