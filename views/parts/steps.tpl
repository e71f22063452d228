<nav class="steps">
<a href="{{before}}" accesskey="*">前</a> <a href="{{after}}" accesskey="#">次</a>
</nav>
