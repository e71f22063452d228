<nav class="steps">
<a href="{{before}}" accesskey="{{'' if rows.previous else '*'}}">前</a> <a href="{{after}}" accesskey="{{'' if rows.next else '#'}}">次</a>
</nav>
