"""Prints the bytes of the keys tables of dicts made in many ways: name -> bytes by n."""
import sys,json
g=lambda d: sys.getsizeof(d)-64
def lit(n): return eval('{'+','.join('%d:1'%i for i in range(n))+'}')
def slit(n): return eval('{'+','.join('"k%d":1'%i for i in range(n))+'}')
def vlit(n): return eval('{'+','.join('"k%d":n'%i for i in range(n))+'}',{'n':n})
def vv(n): return eval('{'+','.join('k%d:n'%i for i in range(n))+'}',dict({'n':n},**{'k%d'%i:'x%d'%i for i in range(n)}))
def upd(n,s=0):
    d={i:1 for i in range(s)}; d.update({i+1000:1 for i in range(n)}); return d
def supd(n,s=0):
    d={'a%d'%i:1 for i in range(s)}; d.update({'b%d'%i:1 for i in range(n)}); return d
def deld(n,keep):
    d={i:1 for i in range(n)}
    for i in range(n-keep): del d[i]
    return d
def mixed(n):
    d={'k%d'%i:1 for i in range(n)}; d[5]=1; return d
def mixins(n):
    d={}
    for i in range(n): d['k%d'%i]=1
    d[1]=1
    return d
def kw(**k): return k
R={}
for name,f in dict(lit=lit,slit=slit,vlit=vlit,vv=vv,comp=lambda n:{i:1 for i in range(n)},scomp=lambda n:{'k%d'%i:1 for i in range(n)},dictlit=lambda n:dict(lit(n)),copy=lambda n:lit(n).copy(),fromkeys=lambda n:dict.fromkeys(range(n)),fromkeyslist=lambda n:dict.fromkeys(list(range(n))),fromkeysset=lambda n:dict.fromkeys(set(range(n))),fromkeysdict=lambda n:dict.fromkeys(lit(n)),pairs=lambda n:dict([(i,1) for i in range(n)]),kw=lambda n:kw(**slit(n)),kw2=lambda n: dict(**slit(n)),star=lambda n:{**lit(n)},upd0=upd,upd3=lambda n:upd(n,3),upd5=lambda n:upd(n,5),upd20=lambda n:upd(n,20),supd3=lambda n:supd(n,3),or_=lambda n:lit(n)|lit(3) if sys.version_info>=(3,9) else {},mixed=mixed,mixins=mixins,delcopy=lambda n:deld(n,n//2).copy(),delcopy3=lambda n:deld(n,n//3).copy(),deldict=lambda n:dict(deld(n,n//2)),deldict23=lambda n:deld(n,n*2//3).copy(),deldict34=lambda n:dict(deld(n,n*3//4)),zipd=lambda n:dict(zip(range(n),range(n)))).items():
    R[name]=[g(f(n)) for n in range(64)]
print(json.dumps(R))
