# What importing has left for the collector: classes that others, written in C, took the place of.
import gc
import copy

print(gc.collect(), gc.collect())
import random

print(gc.collect() >= 28, gc.collect())
import functools

gc.collect()
import contextlib, threading, collections

print(gc.collect() < 20, gc.collect())
gc.disable()
import dataclasses

print(gc.collect() > 0, gc.collect())
