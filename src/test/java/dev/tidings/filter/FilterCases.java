package dev.tidings.filter;

import java.util.ArrayList;
import java.util.List;

/** What filters mean, row by row: the one table for the predicate and for whatever narrows with it. */
public final class FilterCases {

    /** A document, as {@link Documents#resource} makes a resource of it, a filter, and whether that matches. */
    public record Case(String document, String filter, boolean matches) {}

    public static final List<Case> ALL = cases();

    private FilterCases() {}

    private static List<Case> cases() {
        List<Case> all = new ArrayList<>();
        NUMBERS.lines().forEach(line -> all.addAll(row(line)));
        STRINGS.lines().forEach(line -> all.addAll(row(line)));
        LITERALS.lines().forEach(line -> all.addAll(row(line)));
        ORDERS.lines().forEach(line -> all.addAll(row(line)));
        WILDCARDS.lines().forEach(line -> all.addAll(row(line)));
        ARRAYS.lines().forEach(line -> all.addAll(row(line)));
        ABSENCE.lines().forEach(line -> all.addAll(row(line)));
        LOGIC.lines().forEach(line -> all.addAll(row(line)));
        return List.copyOf(all);
    }

    /** {@code document | filter | filter | …}: filters that match, and behind {@code not} those that do not. */
    private static List<Case> row(String line) {
        String[] cells = line.split(" +\\| +", -1);
        List<Case> cases = new ArrayList<>();
        for (int i = 1; i < cells.length; i++) {
            boolean matches = !cells[i].startsWith("not ");
            cases.add(new Case(
                    cells[0].trim(),
                    matches ? cells[i].trim() : cells[i].substring(4).trim(),
                    matches));
        }
        return cases;
    }

    private static final String NUMBERS =
            """
            {"a":1} | a==1 | a==1.0 | a==10e-1 | a==0.1E1 | not a==-1 | not a==1.01 | not a=="1" | not a==true
            {"a":1.0} | a==1 | a==1.00 | not a!=1 | a=in=(2,1) | a=out=(2,3)
            {"a":-0} | a==0 | a==-0 | a==0e99 | a==0.0 | a>=0 | a<=0 | not a<0 | not a>0
            {"a":1e400} | a==1e400 | a==10e399 | not a==1e401 | a>1e399 | a<1e401 | a<-5,a>5 | not a==1e400000
            {"a":-1e400} | a<-1e399 | not a<-1e401 | a<0 | a==-1e400 | not a==1e400
            {"a":1e99999999999999999999} | a==1e99999999999999999999 | a==10e99999999999999999998 | a>1e400 | a==0.01e100000000000000000001 | not a==1e99999999999999999998
            {"a":1e-99999999999999999999} | a>0 | a<1e-400 | a==0.1e-99999999999999999998 | not a==0
            {"a":123456789012345678901234567890} | a==123456789012345678901234567890 | not a==123456789012345678901234567891 | a<123456789012345678901234567891 | a>123456789012345678901234567889 | a==123456789012345678901234567890.0
            {"a":0.1} | a==0.1 | a==1e-1 | a==0.10 | not a==0.1000000000000000000001 | a<0.1000000000000000000001
            {"a":9007199254740993} | a==9007199254740993 | not a==9007199254740992 | a>9007199254740992
            {"a":10} | a=gt=9 | a=ge=10 | a=lt=10.5 | a=le=1e1 | not a=gt=10 | not a=lt=10 | a>9 | a>=10 | a<11 | a<=10
            {"a":2} | a<10 | not a>10 | not a>"1" | not a<"9"
            """;

    private static final String STRINGS =
            """
            {"a":"x"} | a==x | a=="x" | a=='x' | not a==X | not a==xx | a!=y | not a!=x | a=in=(y,x) | not a=out=(y,x)
            {"a":"Straße"} | a==Straße | not a==STRASSE | not a==straße
            {"a":""} | a=="" | a=='' | a==* | not a!="" | a<a | a<=""
            {"a":"it's"} | a=="it's" | a=='it\\'s' | a=="it\\'s"
            {"a":"say \\"hi\\""} | a=='say "hi"' | a=="say \\"hi\\""
            {"a":"C:\\\\dir"} | a==C:\\dir | a=="C:\\\\dir" | not a=="C:\\dir"
            {"a":"\\u0041"} | a==A | not a==a
            {"a":"\\ud83d\\ude00"} | a==😀 | a=="😀" | a==*😀* | a>z | a>\uffee
            {"a":"\uffee"} | a<😀 | not a>😀
            {"a":"a\\u0000b"} | a==a\u0000b | not a==ab | a==a*b | a>a | a!=a
            {"a":"é"} | a==é | not a==e\u0301
            {"a":"x;y,(z)"} | a=="x;y,(z)" | a=='x;y,(z)' | not a==x
            {"a":" x "} | a==" x " | not a==x | not a==" x"
            {"a":"a b"} | a=="a b" | not a=="a  b"
            {"a":"and"} | a==and | a=='and'
            {"a.b":"x"} | not a.b==x | a.b!=x | not "a.b"==x
            {"first name":"Jo","a*b":1} | "first name"==Jo | 'first name'==Jo | a*b==1 | "a\\*b"==1
            """;

    private static final String LITERALS =
            """
            {"a":42} | a==42 | not a=="42" | not a=='42' | a!="42" | a=in=(42) | not a=in=("42")
            {"a":"42"} | a==42 | a=="42" | not a==42.0 | not a==4.2e1 | a=in=(42,x) | a=in=("42")
            {"a":"42.0"} | a==42.0 | not a==42
            {"a":true} | a==true | not a=="true" | not a==True | not a==false | not a==1 | a!="true" | not a!=true
            {"a":"true"} | a==true | a=="true" | not a==True
            {"a":false} | a==false | not a==true | not a==0 | not a==null | not a==""
            {"a":null} | a==null | not a=="null" | not a==false | a!=x | not a!=null | a=in=(x,null)
            {"a":"null"} | a==null | a=="null"
            {"a":"+1"} | a==+1
            {"a":1} | not a==+1 | not a==01 | not a==1. | not a==.1e1
            {"a":"01"} | a==01 | not a==1
            {"a":"1e5"} | a==1e5 | not a==100000
            {"a":100000} | a==1e5 | a==1E5
            """;

    private static final String ORDERS =
            """
            {"a":"10"} | not a>9 | not a<9 | not a>=10 | not a<=10 | a<"9" | a<'9' | a>="10" | a<x
            {"a":"b"} | a>a | a<c | a>=b | a<=b | not a>b | not a<b | not a<5 | not a>5 | a<ba | a>B
            {"a":"B"} | a<b | a<a
            {"a":true} | not a<true | not a>true | not a>=true | not a<=true | not a>=false
            {"a":"true"} | a>=true | a<=true | not a<true | a>false
            {"a":null} | not a<null | not a>=null | not a<1 | not a>=0
            {"a":"null"} | a>=null | a<=null
            {"a":{"b":1}} | not a>=0 | not a<x | not a==* | a!=*
            {} | not a<1 | not a>=1 | not a<x | not a>x
            {"a":"2026-01-01"} | a>=2026-01-01 | a<2026-02-01 | a>2025-12-31T23:59:59Z
            """;

    private static final String WILDCARDS =
            """
            {"a":"hello"} | a==h* | a==*o | a==*ell* | a==h*o | a==* | a==** | a==h***o | a==hello* | a==*hello | a==h*l*o | not a==h | not a==*x* | not a==hello*o | not a==h*h | a!=x* | not a!=h*
            {"a":"ab*c"} | a==ab\\*c | a=="ab\\*c" | a==ab* | a==*\\** | a==a*\\*c | not a==ab\\* | not a==a\\*c
            {"a":"*"} | a==* | a==\\* | a=="\\*" | a=="*" | a=in=(*) | a=in=("*") | a=in=("\\*") | not a=in=(\\*)
            {"a":"x"} | not a==\\* | a!=\\* | not a=in=(*) | a=out=(*)
            {"a":"\\\\*"} | a==\\\\* | a=="\\\\\\*" | a=="\\\\*" | a=in=(\\*)
            {"a":"\\\\x"} | a==\\x | a=="\\\\x" | a=="\\\\*" | not a==\\\\*
            {"a":"aaa"} | a==a*a | a==aa*a | a==a*a*a | not a==aa*aa | not a==a*a*a*a
            {"a":"a b c"} | a=="a*c" | a=="* b *" | not a=="*b"
            {"a":42} | not a==* | not a==4* | a!=* | not a=="*"
            {"a":"42"} | a==4* | a==*2 | a==*
            {"a":null} | not a==* | not a==nul*
            {"a":"null"} | a==nul*
            {"a":"x"} | a>* | a=le=x | a>"*"
            {"a":"a\\nb"} | a==a*b | a==*
            """;

    private static final String ARRAYS =
            """
            {"a":[1,2,3]} | a==2 | not a==4 | not a!=2 | a!=4 | a>2 | not a>3 | a=in=(9,3) | not a=out=(9,3) | a=out=(8,9)
            {"a":["x","y"]} | a==x | a==y | a==*y | not a==z | not a!=x | a!=z
            {"a":[[1,[2]],[]]} | a==1 | a==2 | not a==3 | a<2 | a=ex=true
            {"a":[]} | not a==1 | a!=1 | not a==* | a=ex=true | not a=ex=false | not a==null
            {"a":[null]} | a==null | not a!=null
            {"a":[{"b":1},{"b":2},{"c":3},4]} | a.b==1 | a.b==2 | not a.b==3 | a.c==3 | a.b=ex=true | a.d=ex=false | not a==1 | a==4 | a.b!=3 | not a.b!=1
            {"a":[[{"b":[5,6]}]]} | a.b==6 | not a.b==7 | a.b=ex=true | a.b>5
            {"a":[{"b":1,"c":2},{"b":3,"c":4}]} | a.b==1;a.c==4 | not a.b==1;a.c==5
            {"a":[]} | a.b=ex=false | not a.b=ex=true | not a.b==1 | a.b!=1
            {"a":[1]} | not a.0==1 | not a.length==1
            {"a":[{"b":null}]} | a.b=ex=true | a.b==null
            """;

    private static final String ABSENCE =
            """
            {} | not a==x | a!=x | a=out=(x,y) | not a=in=(x,y) | a=ex=false | not a=ex=true | not a==null | a!=null | not a==* | a!=*
            {"a":null} | a=ex=true | not a=ex=false
            {"a":{}} | a=ex=true | not a==null | not a=="" | not a=="{}" | a!=x | not a.b=ex=true | a.b=ex=false
            {"a":{"b":{"c":1}}} | a.b.c==1 | not a.b==1 | not a==1 | a.b=ex=true | a.b.c=ex=true | a.b.c.d=ex=false | a.b!=1 | not a.b=="{\\"c\\":1}"
            {"a":1} | not a.b==1 | a.b!=1 | a.b=ex=false | not a.b=ex=true
            {"a":"x"} | A=ex=false | a=ex="true"
            {} | id==doc-1 | id=="doc-1" | id==doc* | not id==doc-2 | id=ex=true | id=in=(doc-0,doc-1) | id!=x | id>doc-0
            {} | revision==42 | revision==42.0 | revision>41 | not revision>42 | not revision=="42" | revision=ex=true | revision.x=ex=false
            {} | createdAt==2026-01-02T03:04:05.006Z | createdAt<2026-01-03 | updatedAt=="2026-01-02T03:04:06.006Z" | updatedAt==2026* | not updatedAt>2026-01-02T03:04:06.006Z | createdAt=ex=true
            {"x":{"id":"in","revision":7}} | x.id==in | x.revision==7 | not x.id==doc-1
            {"":{"b":1}} | b=ex=false
            """;

    private static final String LOGIC =
            """
            {"a":1,"b":2} | a==1;b==2 | not a==1;b==3 | a==1,b==3 | a==9,b==2 | not a==9,b==9 | a==1 and b==2 | a==9 or b==2 | a==1;b==9,b==2 | not a==1;(b==9,b==8) | (a==9,a==1);(b==9,b==2) | a==9;b==2,a==1
            {"a":1,"b":2} | ((((a==1)))) | (a==1) | (a==9,(b==2;(a==1))) | ( a == 1 ) ; b == 2 | a==(1) | a=in=1 | not a=out=1
            """;
}
